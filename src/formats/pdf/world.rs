//! The closed world that Typst works in: the theme's print design, its fonts, and one view. No disk, network, packages or clock.

use std::collections::BTreeMap;
use std::sync::Arc;

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::form_font::FormFont;
use crate::base::source::{SourceId, Sources};
use crate::theme::Theme;

/// The file of the print design that Typst starts from.
const MAIN: &str = "/main.typ";
/// Where the view lies. It is a file and not an input: inputs belong to the library, and a new library makes Typst forget all it knows.
const VIEW: &str = "/view.json";

/// What all sheets share, made once.
pub struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    files: BTreeMap<String, (Source, SourceId)>,
    form_font: Option<FormFont>,
}

impl Press {
    /// Takes the print design and the fonts of a theme.
    pub fn new(theme: &Theme, sources: &Sources) -> Press {
        let fonts: Vec<Font> = theme
            .fonts()
            .filter(|(name, _)| name.ends_with(".ttf") || name.ends_with(".otf"))
            .flat_map(|(_, bytes)| Font::iter(Bytes::new(Arc::clone(bytes))))
            .collect();
        let files = theme.print().iter().map(|(name, source)| {
            let path = format!("/{name}");
            let typst = Source::new(file(&path), sources.get(*source).text.to_string());
            (path, (typst, *source))
        });
        // Marks the header cells of rows, as PDF/UA asks; an unstable feature, so Typst's version is pinned.
        let features = [Feature::A11yExtras].into_iter().collect();
        Press {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            files: files.collect(),
            form_font: FormFont::find(theme),
            fonts,
        }
    }

    /// Whether some font can draw a character.
    pub fn can_draw(&self, character: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(character)))
    }

    /// The font of what readers type.
    pub(super) fn form_font(&self) -> Option<&FormFont> {
        self.form_font.as_ref()
    }

    /// The theme's file that Typst calls `id`.
    pub(super) fn source(&self, id: FileId) -> Option<SourceId> {
        self.files.get(id.get().vpath().get_with_slash()).map(|(_, source)| *source)
    }
}

/// One sheet in its world.
pub(super) struct Sheet<'a> {
    press: &'a Press,
    view: Bytes,
    pictures: &'a BTreeMap<String, Arc<[u8]>>,
}

impl<'a> Sheet<'a> {
    /// The world of one view, as JSON, and the pictures it names.
    pub(super) fn new(press: &'a Press, view: Vec<u8>, pictures: &'a BTreeMap<String, Arc<[u8]>>) -> Sheet<'a> {
        Sheet { press, view: Bytes::new(view), pictures }
    }
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        file(MAIN)
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let path = path(id)?;
        self.press.files.get(&path).map(|(source, _)| source.clone()).ok_or_else(|| FileError::NotFound(path.into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = path(id)?;
        if path == VIEW {
            return Ok(self.view.clone());
        }
        let picture = self.pictures.get(path.trim_start_matches('/'));
        picture.map(|bytes| Bytes::new(Arc::clone(bytes))).ok_or_else(|| FileError::NotFound(path.into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    /// There is no clock: the same view gives the same bytes.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn file(path: &str) -> FileId {
    RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).expect("names of theme files are paths")).intern()
}

fn path(id: FileId) -> FileResult<String> {
    let rooted = id.get();
    match rooted.root() {
        VirtualRoot::Package(package) => Err(FileError::Package(PackageError::NotFound(package.clone()))),
        VirtualRoot::Project => Ok(rooted.vpath().get_with_slash().to_string()),
    }
}
