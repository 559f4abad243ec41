//! The `luotsi` program.

use std::process::ExitCode;

use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    // What it could not do is told already, by the panic itself.
    std::panic::catch_unwind(luotsi::cli::run).unwrap_or(ExitCode::from(luotsi::cli::MACHINE))
}
