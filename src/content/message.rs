//! A message to send: subject and body with placeholders.

use serde::Deserialize;

/// Front matter of a message.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Message {
    /// Where it is sent: `email`, `sms`, `post` …
    pub channel: Vec<String>,
    /// The subject line.
    pub subject: Option<String>,
}
