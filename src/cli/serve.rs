//! `luotsi serve`: the site in a browser, always as the files are now.

use std::time::Duration;

use anyhow::Result;

use super::Outcome;
use super::args::Serve;
use super::term;
use crate::base::show;
use crate::serve::{Event, Preview, Rebuilt};
use crate::site::load::find_guide;

/// More names of changed files than this are only counted.
const MOST_NAMES: usize = 3;

pub(super) fn run(options: &Serve) -> Result<Outcome> {
    find_guide(&options.project.guide)?;
    let preview = Preview::start(&options.project.guide, options.options(), options.place())?;
    let address = preview.address();
    term::err(&format!("Serving {} at {address} (Ctrl+C stops)\n", options.project.guide.display()));
    if let Some(port) = preview.moved_from() {
        term::err(&format!("port {port} is used by another program, so this is the next free one\n"));
    }
    if let Some(others) = preview.address_for_others() {
        term::err(&format!(
            "warning: everyone in this network can read the preview, drafts as well, at {others}; without --host it is for this machine alone\n"
        ));
    }
    if options.open {
        open_browser(address);
    }
    let mut last_messages = String::new();
    preview.run(options.poll_interval(), |event| match event {
        Event::Built(built) => {
            let messages = show::human(built.diagnostics, built.sources, term::colour());
            // Warnings that stay are told once.
            if messages != last_messages {
                term::err(&messages);
                last_messages = messages;
            }
            term::err(&summary(&built));
        }
        Event::Failed(error) => term::failure(error),
    })?;
    Ok(Outcome::Fine)
}

/// "content/fi/index.md: 3 pages changed, 12 ms for what you look at, 40 ms for all; 0 errors, 1 warning".
fn summary(built: &Rebuilt) -> String {
    let what = match built.changed {
        [] => "built".to_string(),
        few if few.len() <= MOST_NAMES => few.join(", "),
        many => format!("{} and {} more files", many[..MOST_NAMES].join(", "), many.len() - MOST_NAMES),
    };
    let count = |number: usize, one: &str, more: &str| format!("{number} {}", if number == 1 { one } else { more });
    let outcome = if built.diagnostics.has_errors() {
        "the last good site stays".to_string()
    } else {
        let pages = count(built.pages, "page", "pages");
        let others = count(built.others, "other file", "other files");
        if built.others == 0 { format!("{pages} changed") } else { format!("{pages} and {others} changed") }
    };
    let ms = |time: Duration| format!("{:.0} ms", time.as_secs_f64() * 1e3);
    let took = match built.ahead.filter(|_| !built.diagnostics.has_errors()) {
        Some(ahead) => format!("{} for what you look at, {} for all", ms(ahead), ms(built.took)),
        None => ms(built.took),
    };
    format!("{what}: {outcome}, {took}; {}\n", term::counts(built.diagnostics))
}

/// In a thread of its own: some systems return only when the browser is closed.
fn open_browser(address: String) {
    std::thread::spawn(move || {
        if open::that(&address).is_err() {
            term::err(&format!("no browser could be opened; open {address} yourself\n"));
        }
    });
}
