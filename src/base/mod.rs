//! What every module may assume: sources and spans, diagnostics, digests, paths, YAML.

pub mod diag;
pub mod digest;
pub mod excuse;
pub mod fields;
pub mod path;
pub mod show;
pub mod source;
pub mod yaml;
