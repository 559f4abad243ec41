//! The font of text that readers type into a PDF: Windows-1252, embedded whole, with metrics prepared beside it.

use std::sync::Arc;

use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use serde::Deserialize;

use crate::theme::Theme;

/// The two files among the theme's fonts.
const FONT: &str = "SheetForm.ttf";
const METRICS: &str = "SheetForm.json";

/// A TrueType font and what a PDF must say about it.
pub(super) struct FormFont {
    file: Arc<[u8]>,
    metrics: Metrics,
}

/// Widths and heights in thousandths of the type size.
#[derive(Deserialize)]
struct Metrics {
    name: String,
    /// Of the characters 32 to 255 of Windows-1252.
    widths: Vec<i64>,
    ascent: i64,
    descent: i64,
    cap: i64,
    bbox: [i64; 4],
}

impl FormFont {
    /// Finds the font among the theme's.
    pub(super) fn find(theme: &Theme) -> Option<FormFont> {
        let metrics = serde_json::from_slice(theme.font_file(METRICS)?).ok()?;
        Some(FormFont { file: Arc::clone(theme.font_file(FONT)?), metrics })
    }

    /// Embeds the font.
    pub(super) fn embed(&self, pdf: &mut Document) -> ObjectId {
        let numbers = |all: &[i64]| all.iter().map(|number| Object::Integer(*number)).collect::<Vec<_>>();
        let length = i64::try_from(self.file.len()).unwrap_or(i64::MAX);
        let mut program = Stream::new(dictionary! { "Length1" => length }, self.file.to_vec());
        // An uncompressed font is as good, only larger.
        let _ = program.compress();
        let program = pdf.add_object(program);
        let metrics = &self.metrics;
        let descriptor = pdf.add_object(dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => metrics.name.as_str(),
            "Flags" => 32,
            "ItalicAngle" => 0,
            "StemV" => 80,
            "Ascent" => metrics.ascent,
            "Descent" => metrics.descent,
            "CapHeight" => metrics.cap,
            "FontBBox" => numbers(&metrics.bbox),
            "FontFile2" => program,
        });
        pdf.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "TrueType",
            "BaseFont" => metrics.name.as_str(),
            "Encoding" => "WinAnsiEncoding",
            "FirstChar" => 32,
            "LastChar" => 255,
            "Widths" => numbers(&metrics.widths),
            "FontDescriptor" => descriptor,
        })
    }
}
