//! A message to send: texts to copy, with placeholders, and what the sender should know.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::markup::outline::Part;

/// Front matter of a message.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Message {
    /// Where it is sent; only in the original.
    pub channel: Vec<Channel>,
    /// The subject line.
    pub subject: Option<String>,
    /// Placeholders that must be filled in; `contact_*` means all that begin so. Only in the original.
    pub required: Vec<String>,
}

/// Where a message is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// E-mail.
    Email,
    /// A text message.
    Sms,
    /// Instant messages.
    Chat,
    /// Social media.
    Social,
    /// A newsletter.
    Newsletter,
    /// A poster.
    Poster,
    /// A telephone call.
    Phone,
    /// A meeting.
    Meeting,
    /// An intranet.
    Intranet,
    /// Paper.
    Print,
}

impl Channel {
    /// The word in keys of strings.
    pub fn word(self) -> &'static str {
        match self {
            Channel::Email => "email",
            Channel::Sms => "sms",
            Channel::Chat => "chat",
            Channel::Social => "social",
            Channel::Newsletter => "newsletter",
            Channel::Poster => "poster",
            Channel::Phone => "phone",
            Channel::Meeting => "meeting",
            Channel::Intranet => "intranet",
            Channel::Print => "print",
        }
    }
}

/// Whether a part of a message is a text to copy: its heading's id is `text`, or begins with `text-`.
pub fn is_text(part: &Part) -> bool {
    part.heading.id == "text" || part.heading.id.starts_with("text-")
}
