//! The package: the files inside a Word file, what they are, how they belong together (ISO/IEC 29500-2).

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::draft::{Draft, link_id};
use super::element::Element;
use super::{frame, lists, stylesheet};
use crate::formats::sheet::view::SheetView;

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/";
const RELATIONSHIPS: &str = "application/vnd.openxmlformats-package.relationships+xml";
const PROPERTIES: &str = "application/vnd.openxmlformats-package.core-properties+xml";

/// The parts that the document needs: the name of each is also its kind.
const NEEDED: [&str; 5] = ["styles", "numbering", "settings", "header", "footer"];

/// The root of a part, with the names its elements are of.
pub(super) fn word_root(name: &'static str) -> Element {
    Element::new(name)
        .set("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main")
        .set("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
        .set("xmlns:w14", "http://schemas.microsoft.com/office/word/2010/wordml")
        .set("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006")
        .set("mc:Ignorable", "w14")
}

/// The bytes of the Word file with this text.
pub(super) fn package(sheet: &SheetView, draft: &Draft, body: Vec<Element>) -> Vec<u8> {
    let parts = [
        ("[Content_Types].xml", media_types()),
        ("_rels/.rels", relationships_of_package()),
        ("docProps/core.xml", frame::properties(draft, sheet)),
        ("word/document.xml", document(draft, body)),
        ("word/_rels/document.xml.rels", relationships_of_document(draft)),
        ("word/styles.xml", stylesheet::styles(draft)),
        ("word/numbering.xml", lists::numbering(draft)),
        ("word/settings.xml", frame::settings(draft)),
        ("word/header.xml", frame::header(draft)),
        ("word/footer.xml", frame::footer(draft, sheet)),
    ];
    pack(&parts).expect("memory takes every byte")
}

fn pack(parts: &[(&str, Element)]) -> zip::result::ZipResult<Vec<u8>> {
    // The earliest time there is: the same text makes the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, root) in parts {
        zip.start_file(*name, options)?;
        zip.write_all(root.to_file().as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn document(draft: &Draft, body: Vec<Element>) -> Element {
    let reference = |name, kind: &str, to: &str| Element::new(name).set("w:type", kind).set("r:id", to);
    let size = Element::new("w:pgSz").set("w:w", 11906).set("w:h", 16838);
    let margins = [
        ("w:top", 1134),
        ("w:right", 1134),
        ("w:bottom", 1361),
        ("w:left", 1134),
        ("w:header", 567),
        ("w:footer", 567),
        ("w:gutter", 0),
    ];
    let margins = margins.into_iter().fold(Element::new("w:pgMar"), |margins, (side, width)| margins.set(side, width));
    let mut section = Element::new("w:sectPr")
        .with(reference("w:headerReference", "default", "header"))
        .with(reference("w:footerReference", "default", "footer"))
        .with(reference("w:footerReference", "first", "footer"))
        .with(size)
        .with(margins)
        .with(Element::new("w:titlePg"));
    if draft.is_rtl() {
        section = section.with(Element::new("w:bidi"));
    }
    word_root("w:document").with(Element::new("w:body").with_all(body).with(section))
}

fn media_types() -> Element {
    let default =
        |extension, media: &str| Element::new("Default").set("Extension", extension).set("ContentType", media);
    let part = |path: String, media: String| Element::new("Override").set("PartName", path).set("ContentType", media);
    let needed = NEEDED.into_iter().map(|name| part(format!("/word/{name}.xml"), format!("{WORD}{name}+xml")));
    Element::new("Types")
        .set("xmlns", format!("{PACKAGE}content-types"))
        .with(default("rels", RELATIONSHIPS))
        .with(default("xml", "application/xml"))
        .with(part("/word/document.xml".to_string(), format!("{WORD}document.main+xml")))
        .with_all(needed)
        .with(part("/docProps/core.xml".to_string(), PROPERTIES.to_string()))
}

fn relationships_of_package() -> Element {
    relationships()
        .with(relationship("document", format!("{OFFICE}officeDocument"), "word/document.xml"))
        .with(relationship("core", format!("{PACKAGE}relationships/metadata/core-properties"), "docProps/core.xml"))
}

fn relationships_of_document(draft: &Draft) -> Element {
    let needed = NEEDED.into_iter().map(|name| relationship(name, format!("{OFFICE}{name}"), &format!("{name}.xml")));
    let links = draft.links.iter().enumerate().map(|(index, to)| {
        relationship(&link_id(index), format!("{OFFICE}hyperlink"), to).set("TargetMode", "External")
    });
    relationships().with_all(needed).with_all(links)
}

fn relationships() -> Element {
    Element::new("Relationships").set("xmlns", format!("{PACKAGE}relationships"))
}

fn relationship(id: &str, kind: String, target: &str) -> Element {
    Element::new("Relationship").set("Id", id).set("Type", kind).set("Target", target)
}
