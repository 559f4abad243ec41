//! The `luotsi` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    luotsi::cli::run()
}
