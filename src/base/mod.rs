//! What every module may assume: sources and spans, texts, diagnostics, digests, paths, YAML.

pub mod diag;
pub mod digest;
pub mod excuse;
pub mod fields;
pub mod path;
pub mod show;
pub mod source;
pub mod text;
pub mod yaml;
