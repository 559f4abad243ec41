//! Arguments of the commands.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum, value_parser};
use jiff::civil::Date;

use crate::base::path::Addresses;
use crate::pipeline::Options;
use crate::serve::Place;
use crate::site::config::parse_base_url;
use crate::site::load::Drafts;

const EXAMPLES: &str = "\
Examples:
  luotsi serve --open                               read the guide while you write it
  luotsi check                                      look for mistakes
  luotsi build --base-url https://example.org/      publish into public/
  luotsi status                                     see which translations need work";

/// Makes an accessible, multilingual mentoring guide out of Markdown and YAML.
#[derive(Parser)]
#[command(name = "luotsi", version, max_term_width = 100, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

impl Arguments {
    pub(super) fn read() -> Arguments {
        Arguments::parse()
    }
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Build the site into a folder, ready for any web host
    #[command(after_help = "Example:\n  luotsi build --out public --base-url https://example.org/guide/")]
    Build(Build),
    /// Look for mistakes and publish nothing
    #[command(after_help = "Example:\n  luotsi check --strict")]
    Check(Check),
    /// Show the site in a browser while you write
    #[command(
        after_help = "Examples:\n  luotsi serve --open\n  luotsi serve --host 0.0.0.0    also for a phone in the same network\n  luotsi serve --poll            when the guide is on a network drive"
    )]
    Serve(Serve),
    /// Tell how far each translation is, and mark translations as up to date
    #[command(
        after_help = "Examples:\n  luotsi status\n  luotsi status --accept process/agreement\n  luotsi status --accept-all --lang sv"
    )]
    Status(Status),
    /// Write JSON Schemas, with which editors complete and check YAML while it is typed
    #[command(after_help = "Example:\n  luotsi schema --out schemas")]
    Schema(Schema),
}

#[derive(Args)]
pub(super) struct Project {
    /// The project's folder: the one with content/guide.yaml in it
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) guide: PathBuf,
}

#[derive(Args)]
pub(super) struct Content {
    #[command(flatten)]
    pub(super) project: Project,
    /// Where the site will be; needed for the site map and for links from other sites
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Count warnings as errors
    #[arg(long)]
    strict: bool,
    /// Show pages marked `draft: true` as well
    #[arg(long)]
    drafts: bool,
    /// How messages look
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = MessageFormat::Human)]
    pub(super) message_format: MessageFormat,
}

impl Content {
    pub(super) fn options(&self, addresses: Addresses) -> Options {
        let drafts = if self.drafts { Drafts::Shown } else { Drafts::Hidden };
        let base_url = self.base_url.clone();
        Options { base_url, at_root: false, addresses, drafts, strict: self.strict, today: None }
    }
}

fn base_url(url: &str) -> Result<String, String> {
    parse_base_url(url).ok_or_else(|| "write the whole address, such as https://example.org/guide/".to_string())
}

fn date(date: &str) -> Result<Date, String> {
    date.parse().map_err(|_| "write it like 2026-11-22".to_string())
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// With the lines they are about
    Human,
    /// One line each
    Short,
    /// One JSON object a line
    Json,
}

#[derive(Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) content: Content,
    /// The folder to publish into; it is replaced as a whole
    #[arg(long, value_name = "DIR", default_value = "public")]
    pub(super) out: PathBuf,
    /// Make links end in index.html, so that the site opens from a disk or a memory stick
    #[arg(long)]
    pub(super) offline: bool,
}

#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) content: Content,
    /// The day to compare dates with, instead of today
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) today: Option<Date>,
}

#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) project: Project,
    /// The port to listen on; 0 takes any free one [default: the first free one from 4000]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Listen on this address of the machine, so that others in the network can read the preview too
    #[arg(long, value_name = "ADDR")]
    host: Option<String>,
    /// Open the site in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Look for changes every so many milliseconds, for network drives, which do not tell of them
    #[arg(long, value_name = "MS", num_args = 0..=1, require_equals = true, default_missing_value = "1000", value_parser = value_parser!(u64).range(50..))]
    poll: Option<u64>,
}

impl Serve {
    pub(super) fn place(&self) -> Place {
        Place { host: self.host.clone(), port: self.port }
    }

    pub(super) fn poll_interval(&self) -> Option<Duration> {
        self.poll.map(Duration::from_millis)
    }

    pub(super) fn options(&self) -> Options {
        let (addresses, drafts) = (Addresses::Folders, Drafts::Shown);
        Options { base_url: None, at_root: true, addresses, drafts, strict: false, today: None }
    }
}

#[derive(Args)]
pub(super) struct Status {
    #[command(flatten)]
    pub(super) project: Project,
    /// Mark the translations of this document as made from the original as it is now
    #[arg(long, value_name = "ID")]
    pub(super) accept: Vec<String>,
    /// Mark all translations so
    #[arg(long, conflicts_with = "accept")]
    pub(super) accept_all: bool,
    /// Only in this language
    #[arg(long, value_name = "TAG")]
    pub(super) lang: Option<String>,
}

#[derive(Args)]
pub(super) struct Schema {
    /// The folder to write them into
    #[arg(long, value_name = "DIR", default_value = "schemas")]
    pub(super) out: PathBuf,
}
