//! `luotsi serve`: the site in a browser, always as the files are now.

use anyhow::Result;

use super::Outcome;
use super::args::Serve;
use super::term;
use crate::base::show;
use crate::serve::{Event, Preview};

pub(super) fn run(options: &Serve) -> Result<Outcome> {
    let preview = Preview::start(&options.project.guide, options.options(), Serve::HOST, options.port)?;
    let address = preview.address();
    term::err(&format!("Serving {} at {address} (Ctrl+C stops)\n", options.project.guide.display()));
    if options.open {
        open_browser(&address);
    }
    preview.run(|event| match event {
        Event::Built { changed, built, took } => {
            term::err(&show::human(&built.diagnostics, &built.sources, term::colour()));
            let what = if changed.is_empty() { "built".to_string() } else { changed.join(", ") };
            term::err(&format!("{what}: {}, {:.0} ms\n", term::counts(&built.diagnostics), took.as_secs_f64() * 1e3));
        }
        Event::Failed(error) => term::failure(error),
    })?;
    Ok(Outcome::Fine)
}

fn open_browser(address: &str) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    if std::process::Command::new(program).arg(address).spawn().is_err() {
        term::err("no browser could be opened; open the address yourself\n");
    }
}
