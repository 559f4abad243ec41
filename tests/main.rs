//! The tests: one program, a module for each thing that is promised.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs,
    unreachable_pub,
    reason = "tests stop at the first surprise"
)]

mod cli;
mod diagnostics;
mod forms;
mod golden;
mod head;
mod i18n;
mod layers;
mod promises;
mod properties;
mod publish;
mod rebuild;
mod serve;
mod sheets;
mod site;
mod support;
mod surveys;
mod terms;
mod topics;
mod word;
