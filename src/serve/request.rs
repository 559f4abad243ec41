//! One request's head: read within limits, and what of it the preview heeds.

use std::ops::Range;

/// A head longer than this is refused; browsers send less than 2 KiB.
pub(super) const LONGEST_HEAD: usize = 16 * 1024;
/// More header fields than any browser sends.
const MOST_FIELDS: usize = 64;

/// What a client asks for.
#[derive(Debug, Default)]
pub(super) struct Request {
    pub(super) method: String,
    /// As it was sent: percent-encoded, with its `/` in front.
    pub(super) path: String,
    pub(super) query: String,
    pub(super) host: String,
    pub(super) if_none_match: Option<String>,
    pub(super) if_range: Option<String>,
    pub(super) range: Option<String>,
    /// Whether the connection may serve another request.
    pub(super) keeps_alive: bool,
}

/// What the bytes read so far amount to.
pub(super) enum Head {
    /// A whole head, and how many bytes it took.
    Whole(Request, usize),
    /// The beginning of one.
    Part,
    /// Something that cannot be answered but with this status.
    Bad(u16),
}

impl Head {
    /// Understands what a client has sent so far.
    pub(super) fn parse(bytes: &[u8]) -> Head {
        let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
        let mut parsed = httparse::Request::new(&mut fields);
        match parsed.parse(bytes) {
            Ok(httparse::Status::Complete(length)) => {
                Request::of(&parsed).map_or(Head::Bad(400), |request| Head::Whole(request, length))
            }
            Ok(httparse::Status::Partial) if bytes.len() < LONGEST_HEAD => Head::Part,
            Ok(httparse::Status::Partial) | Err(httparse::Error::TooManyHeaders) => Head::Bad(431),
            Err(_) => Head::Bad(400),
        }
    }
}

impl Request {
    /// `None` when the head is well formed and still no request to us.
    fn of(parsed: &httparse::Request) -> Option<Request> {
        let mut request =
            Request { method: parsed.method?.to_string(), keeps_alive: parsed.version? == 1, ..Request::default() };
        let target = parsed.path?.split('#').next()?;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        // Only proxies are asked for anything but a path.
        if !path.starts_with('/') {
            return None;
        }
        (request.path, request.query) = (path.to_string(), query.to_string());
        let mut hosts = 0;
        for field in parsed.headers.iter() {
            let value = String::from_utf8_lossy(field.value).trim().to_string();
            match field.name.to_ascii_lowercase().as_str() {
                "host" => {
                    hosts += 1;
                    request.host = value;
                }
                "if-none-match" => request.if_none_match = Some(value),
                "if-range" => request.if_range = Some(value),
                "range" => request.range = Some(value),
                "connection" if value.to_ascii_lowercase().contains("close") => request.keeps_alive = false,
                // We read no bodies, so what follows the head would be taken for the next request.
                "transfer-encoding" => request.keeps_alive = false,
                "content-length" if value != "0" => request.keeps_alive = false,
                _ => {}
            }
        }
        (hosts == 1).then_some(request)
    }
}

/// What a `Range` asks of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it; also for what we do not serve, such as several ranges at once.
    All,
    /// These bytes.
    Part(Range<usize>),
    /// Bytes it does not have.
    Beyond,
}

impl Wanted {
    /// Understands a `Range` field for a file of `length` bytes (RFC 9110, section 14).
    pub(super) fn of(field: &str, length: usize) -> Wanted {
        let Some((first, last)) = field.strip_prefix("bytes=").and_then(|range| range.trim().split_once('-')) else {
            return Wanted::All;
        };
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        // Too many digits for a number are more than any file has.
        let number = |text: &str| text.parse().unwrap_or(usize::MAX);
        let range = match (is_number(first), is_number(last)) {
            (true, true) if number(first) > number(last) => return Wanted::All,
            (true, true) => number(first)..number(last).saturating_add(1).min(length),
            (true, false) if last.is_empty() => number(first)..length,
            (false, true) if first.is_empty() => length.saturating_sub(number(last))..length,
            _ => return Wanted::All,
        };
        if range.start < range.end { Wanted::Part(range) } else { Wanted::Beyond }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_cut_to_the_file() {
        for (field, wanted) in [
            ("bytes=0-0", Wanted::Part(0..1)),
            ("bytes=2-5", Wanted::Part(2..6)),
            ("bytes=7-", Wanted::Part(7..10)),
            ("bytes=7-700", Wanted::Part(7..10)),
            ("bytes=-3", Wanted::Part(7..10)),
            ("bytes=-700", Wanted::Part(0..10)),
            ("bytes=0-99999999999999999999999", Wanted::Part(0..10)),
            ("bytes=10-", Wanted::Beyond),
            ("bytes=99999999999999999999999-", Wanted::Beyond),
            ("bytes=-0", Wanted::Beyond),
            ("bytes=5-2", Wanted::All),
            ("bytes=0-1,3-4", Wanted::All),
            ("bytes=-", Wanted::All),
            ("bytes=+1-2", Wanted::All),
            ("lines=1-2", Wanted::All),
            ("", Wanted::All),
        ] {
            assert_eq!(Wanted::of(field, 10), wanted, "{field}");
        }
        assert_eq!(Wanted::of("bytes=0-", 0), Wanted::Beyond);
    }

    #[test]
    fn a_head_is_whole_partial_or_bad() {
        let status = |bytes: &[u8]| match Head::parse(bytes) {
            Head::Whole(..) => 200,
            Head::Part => 100,
            Head::Bad(status) => status,
        };
        assert_eq!(status(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"), 200);
        assert_eq!(status(b"GET / HTTP/1.1\r\nHost: a\r\n"), 100);
        assert_eq!(status(b"GET / HTTP/1.1\r\n\r\n"), 400, "no host");
        assert_eq!(status(b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400, "two hosts");
        assert_eq!(status(b"GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n"), 400, "for a proxy");
        assert_eq!(status(b"GET /\r\n\r\n"), 400, "no version");
        assert_eq!(status(b"\x16\x03\x01\x02\x00\x01"), 400, "TLS");
        let long = format!("GET / HTTP/1.1\r\nHost: a\r\nX: {}", "x".repeat(LONGEST_HEAD));
        assert_eq!(status(long.as_bytes()), 431);
        let many = format!("GET / HTTP/1.1\r\nHost: a\r\n{}\r\n", "X: y\r\n".repeat(MOST_FIELDS));
        assert_eq!(status(many.as_bytes()), 431);
    }
}
