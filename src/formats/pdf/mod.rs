//! Sheets as PDF: tagged (PDF/UA-1), for archives (PDF/A-2a), fillable. Typst sets them; the theme's print design decides how.

mod appearance;
mod fields;
mod form_font;
mod glyphs;
mod qr;
mod structure;
mod world;

pub use world::Press;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;
use typst::WorldExt;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Datetime, Dict, Label, Selector, Smart, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::sheet::view::SheetView;
use super::{Tools, View};
use crate::base::diag::{Diagnostic, Severity};
use crate::base::source::Span;
use crate::engine::artifact::Made;
use fields::Field;
use world::Sheet;

/// Every so many sheets Typst forgets what none of the last few has used: rarer is faster, and holds more memory.
const SHEETS_BETWEEN: usize = 16;
const ROUNDS_REMEMBERED: usize = 1;
static SHEETS_SET: AtomicUsize = AtomicUsize::new(0);

/// Makes the PDF of a sheet.
pub(super) fn make(tools: &Tools, view: &View) -> Result<Made, Box<Diagnostic>> {
    let View::Sheet(sheet) = view else { unreachable!("PDFs are planned with sheets") };
    let press = tools.press();
    let qr = sheet.address.as_deref().map(qr::code).unwrap_or_default();
    let json = serde_json::to_vec(&Printed { sheet, qr }).expect("views are made of strings, lists and maps");
    let world = Sheet::new(press, json.clone(), &sheet.pictures);
    let made = set(press, &world, sheet).map_err(|failure| {
        let missing = glyphs::missing(&json, press, &tools.sources, sheet.origin);
        Box::new(missing.unwrap_or_else(|| explain(&failure, press, &world, sheet.origin)))
    });
    if SHEETS_SET.fetch_add(1, Ordering::Relaxed) % SHEETS_BETWEEN == SHEETS_BETWEEN - 1 {
        comemo::evict(ROUNDS_REMEMBERED);
    }
    made
}

/// What the print design reads.
#[derive(Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    sheet: &'a SheetView,
    /// The address as a QR code.
    qr: Vec<Vec<bool>>,
}

/// What can go wrong with a sheet.
enum Failure {
    /// Typst says so, about the print design.
    Typst(Vec<SourceDiagnostic>),
    /// A field of the form cannot be made fillable.
    Field(String),
}

fn set(press: &Press, world: &Sheet, sheet: &SheetView) -> Result<Made, Failure> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(world);
    // An unknown font is only a warning, and its text would be missing from the page.
    if !warnings.is_empty() {
        return Err(Failure::Typst(warnings.to_vec()));
    }
    let document = output.map_err(|errors| Failure::Typst(errors.to_vec()))?;
    let pdf = typst_pdf::pdf(&document, &options(sheet)).map_err(|errors| Failure::Typst(errors.to_vec()))?;
    let pages = u32::try_from(document.pages().len()).unwrap_or(u32::MAX);
    let found = find_fields(&document);
    let bytes = if found.is_empty() {
        pdf
    } else {
        let font =
            press.form_font().ok_or_else(|| Failure::Field("the theme has no font for typed text".to_string()))?;
        fields::make_fillable(&pdf, &found, font).map_err(Failure::Field)?
    };
    Ok(Made { bytes: bytes.into(), pages: Some(pages) })
}

fn options(sheet: &SheetView) -> PdfOptions {
    let (year, month, day) = sheet.date;
    let date = Datetime::from_ymd_hms(i32::from(year), month.unsigned_abs(), day.unsigned_abs(), 0, 0, 0)
        .expect("dates of content are checked");
    PdfOptions {
        ident: Smart::Custom(sheet.ident.clone()),
        creator: Smart::Custom(Some("Luotsi".into())),
        timestamp: Some(Timestamp::new_utc(date)),
        standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .expect("PDF/UA-1 and PDF/A-2a go together"),
        ..PdfOptions::default()
    }
}

/// The fields that the print design has marked with `<field>`, by name.
fn find_fields(document: &PagedDocument) -> BTreeMap<String, Field> {
    let label = Label::new(PicoStr::intern("field")).expect("the label is not empty");
    let marks = document.introspector().query(&Selector::Label(label));
    let field = |value: &Value| match value {
        Value::Dict(dict) => read_field(dict),
        _ => None,
    };
    marks.into_iter().filter_map(|mark| field(&mark.to_packed::<MetadataElem>()?.value)).collect()
}

fn read_field(dict: &Dict) -> Option<(String, Field)> {
    let text = |key: &str| match dict.get(key).ok()? {
        Value::Str(text) => Some(text.to_string()),
        _ => None,
    };
    let field = Field {
        kind: fields::Kind::named(&text("kind")?)?,
        label: text("label")?,
        option: text("option"),
        is_multiline: matches!(dict.get("multiline"), Ok(Value::Bool(true))),
        is_rtl: matches!(dict.get("rtl"), Ok(Value::Bool(true))),
    };
    Some((text("name")?, field))
}

/// Typst's first error, at its place in the print design; what has no place there is told of the sheet's own document.
fn explain(failure: &Failure, press: &Press, world: &Sheet, origin: Span) -> Diagnostic {
    let (span, message, help) = match failure {
        Failure::Field(message) => (origin, message.clone(), None),
        Failure::Typst(all) => {
            let first = all.first();
            let place = first.and_then(|one| {
                let source = press.source(one.span.id()?)?;
                Some(Span::new(source, world.range(one.span)?))
            });
            let message = first.map(|one| one.message.to_string()).unwrap_or_default();
            let hint = first.and_then(|one| one.hints.first()).map(|hint| hint.v.to_string());
            (place.unwrap_or(origin), message, hint)
        }
    };
    let mut diagnostic = Diagnostic {
        code: "print-design",
        severity: Severity::Error,
        message,
        span,
        notes: Vec::new(),
        help: Some(help.unwrap_or_else(|| "docs/themes.md tells how sheets are set".to_string())),
    };
    if span != origin {
        diagnostic.note(origin, "this sheet was being set");
    }
    diagnostic
}
