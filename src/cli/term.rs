//! What the terminal shows: messages, summaries, progress.

use std::io::{IsTerminal, Write, stderr, stdout};
use std::sync::mpsc::{Sender, channel};
use std::thread::{JoinHandle, spawn};
use std::time::Duration;

use super::args::MessageFormat;
use crate::base::diag::{Diagnostics, Severity};
use crate::base::show::{self, Colour};
use crate::base::source::Sources;

/// Prints all diagnostics: to standard error for people, to standard output for tools.
pub(super) fn diagnostics(diagnostics: &Diagnostics, sources: &Sources, format: MessageFormat) {
    match format {
        MessageFormat::Human => err(&show::human(diagnostics, sources, colour())),
        MessageFormat::Short => err(&show::short(diagnostics, sources)),
        MessageFormat::Json => out(&show::json(diagnostics, sources)),
    }
}

/// "2 errors, 1 warning".
pub(super) fn counts(diagnostics: &Diagnostics) -> String {
    let count = |severity: Severity| match diagnostics.count(severity) {
        1 => format!("1 {}", severity.word()),
        number => format!("{number} {}s", severity.word()),
    };
    format!("{}, {}", count(Severity::Error), count(Severity::Warning))
}

/// Prints why the program could not do its work.
pub(super) fn failure(error: &anyhow::Error) {
    let reasons: Vec<String> = error.chain().map(ToString::to_string).collect();
    err(&format!("luotsi: {}\n", reasons.join(": ")));
}

/// Prints to standard output. A closed pipe is not our failure.
pub(super) fn out(text: &str) {
    let _ = stdout().write_all(text.as_bytes());
}

/// Prints to standard error.
pub(super) fn err(text: &str) {
    let _ = stderr().write_all(text.as_bytes());
}

/// Colours on a terminal, unless the reader has asked for none (no-color.org).
pub(super) fn colour() -> Colour {
    let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    if stderr().is_terminal() && wanted { Colour::On } else { Colour::Off }
}

/// Shows on a terminal that work goes on, once it has lasted for a second.
pub(super) struct Progress {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts to wait; nothing is shown for quick work.
    pub(super) fn start(what: &'static str) -> Progress {
        if !stderr().is_terminal() {
            return Progress { stop: None, thread: None };
        }
        let (stop, stopped) = channel::<()>();
        let thread = spawn(move || {
            for seconds in 1_u32.. {
                if stopped.recv_timeout(Duration::from_secs(1)) != Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                    if seconds > 1 {
                        err("\r\x1b[K");
                    }
                    return;
                }
                err(&format!("\r{what} … {seconds} s"));
            }
        });
        Progress { stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
