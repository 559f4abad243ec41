//! `feedback` in `guide.yaml`: where readers tell whether a page was helpful.

use crate::base::diag::Diagnostics;
use crate::base::path::encode_value;
use crate::base::source::Span;

/// Where readers tell whether a page was helpful.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feedback {
    /// An address of e-mail.
    Mail(String),
    /// An https address of a form or a service.
    Page(String),
}

impl Feedback {
    /// The address for one page: a mail with a subject that names the page, or the service with the page's address.
    pub fn about(&self, address: &str, subject: &str) -> String {
        match self {
            Feedback::Mail(to) => format!("mailto:{to}?subject={}", encode_value(subject)),
            Feedback::Page(url) => {
                let (url, fragment) = url.split_once('#').map_or((url.as_str(), None), |(url, end)| (url, Some(end)));
                let joint = if url.contains('?') { '&' } else { '?' };
                let fragment = fragment.map(|end| format!("#{end}")).unwrap_or_default();
                format!("{url}{joint}page={}{fragment}", encode_value(address))
            }
        }
    }
}

/// Reads the address; what is none is reported.
pub(super) fn read(written: &str, span: Span, diags: &mut Diagnostics) -> Option<Feedback> {
    let feedback = parse(written);
    if feedback.is_none() {
        diags
            .error("bad-feedback", span, format!("`{written}` is no address that readers can write to"))
            .help("write `mailto:name@example.org`, or a whole address that starts with https://");
    }
    feedback
}

/// Whether a text is one address of e-mail, with nothing in it that means more after `mailto:`.
pub(super) fn is_mail(text: &str) -> bool {
    let is_address = |(name, host): (&str, &str)| !name.is_empty() && host.contains('.') && !host.contains('@');
    text.split_once('@').is_some_and(is_address) && !text.contains(['?', '&', '#', ',', ';', '%']) && is_clean(text)
}

fn is_clean(text: &str) -> bool {
    !text.contains(|one: char| one.is_whitespace() || one.is_control() || "<>\"'\\".contains(one))
}

fn parse(written: &str) -> Option<Feedback> {
    if let Some(to) = written.strip_prefix("mailto:") {
        return is_mail(to).then(|| Feedback::Mail(to.to_string()));
    }
    let host = written.strip_prefix("https://")?.split(['/', '?', '#']).next()?;
    (!host.is_empty() && is_clean(written)).then(|| Feedback::Page(written.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_names_the_page_in_its_subject() {
        let mail = parse("mailto:opas@example.org").expect("an address of e-mail");
        let expected =
            "mailto:opas@example.org?subject=S%C3%A4%C3%A4nn%C3%B6t%20%26%20muuta%3F%20%28https%3A%2F%2Fx.fi%2F%29";
        assert_eq!(mail.about("https://x.fi/", "Säännöt & muuta? (https://x.fi/)"), expected);
    }

    #[test]
    fn a_service_is_told_the_page() {
        let about = |url| parse(url).map(|page| page.about("https://x.fi/a b/?c", ""));
        assert_eq!(
            about("https://f.example/x").as_deref(),
            Some("https://f.example/x?page=https%3A%2F%2Fx.fi%2Fa%20b%2F%3Fc")
        );
        assert_eq!(
            about("https://f.example/?k=1#top").as_deref(),
            Some("https://f.example/?k=1&page=https%3A%2F%2Fx.fi%2Fa%20b%2F%3Fc#top")
        );
    }

    #[test]
    fn what_is_no_address_is_not_taken() {
        for bad in [
            "opas@example.org",
            "mailto:",
            "mailto:a@b",
            "mailto:a@b.fi?bcc=c@d.fi",
            "mailto:a b@c.fi",
            "http://x.fi",
            "https://",
            "javascript:alert(1)",
            "https://x.fi/<",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
