//! The commands. The only place that prints, reads arguments, or asks what day it is.

mod args;
mod build;
mod check;
mod schema;
mod serve;
mod status;
mod term;

use std::process::ExitCode;

use args::{Arguments, Command};

/// The content has errors.
const CONTENT: u8 = 1;
/// The program could not do its work.
pub const MACHINE: u8 = 2;

/// Runs the command given on the command line: 0 fine, 1 the content has errors, 2 the work could not be done.
pub fn run() -> ExitCode {
    let arguments = Arguments::read();
    let done = match arguments.command {
        Command::Build(options) => build::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Serve(options) => serve::run(&options),
        Command::Schema(options) => schema::run(&options),
        Command::Status(options) => status::run(&options),
    };
    match done {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::ContentErrors) => ExitCode::from(CONTENT),
        Err(error) => {
            term::failure(&error);
            ExitCode::from(MACHINE)
        }
    }
}

/// How a command ended.
enum Outcome {
    Fine,
    ContentErrors,
}
