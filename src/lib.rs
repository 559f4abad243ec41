//! Luotsi compiles a folder of Markdown and YAML into an accessible, multilingual mentoring guide.
//!
//! The road, from top to bottom; a module imports only from those above it in this list:
//!
//! * [`base`]: sources and spans, diagnostics, digests, paths, YAML
//! * [`markup`]: the document tree; [`lang`]: languages and typography; [`engine`]: jobs, artifacts, publishing
//! * [`content`]: the kinds of content; [`theme`]: templates, strings, assets
//! * [`site`]: all documents together: routes, links, navigation
//! * [`check`]: the rules; [`formats`]: one file per output format
//! * [`pipeline`]: the one road from a folder to a site
//! * [`serve`]: the preview; [`cli`]: the commands
//!
//! `ARCHITECTURE.md` tells why.

pub mod base;
pub mod markup;

pub mod engine;
pub mod lang;

pub mod content;
pub mod theme;

pub mod site;

pub mod check;
pub mod formats;

pub mod pipeline;

pub mod serve;

pub mod cli;
