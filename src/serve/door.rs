//! Where the preview listens, and whom it lets in: this machine alone unless it was asked otherwise.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};

use anyhow::{Context, Result, anyhow};

/// The port when none is asked for.
const PORT: u16 = 4000;
/// How many ports after a taken one are tried.
const TRIES: u16 = 20;

/// Where the preview is to listen.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// An address or a name of this machine; without it the preview is for this machine alone.
    pub host: Option<String>,
    /// The port, which must be free; without it the first free one from 4000 is taken, and 0 takes any.
    pub port: Option<u16>,
}

/// A door that is open.
pub(super) struct Door {
    pub(super) listener: TcpListener,
    address: SocketAddr,
    name: Option<String>,
}

impl Door {
    /// Listens at a place.
    pub(super) fn open(place: &Place) -> Result<Door> {
        let host = match &place.host {
            Some(name) => look_up(name)?,
            None => IpAddr::V4(Ipv4Addr::LOCALHOST),
        };
        let listener = match place.port {
            Some(port) => TcpListener::bind((host, port)).map_err(|error| refused(host, port, &error))?,
            None => first_free(host, PORT).ok_or_else(|| match TcpListener::bind((host, 0)) {
                Err(error) => refused(host, PORT, &error),
                Ok(_) => anyhow!("no port from {PORT} to {} is free on {host}; try --port 0", PORT + TRIES),
            })?,
        };
        let address = listener.local_addr().context("the preview has no address")?;
        Ok(Door { listener, address, name: place.host.as_deref().map(str::to_ascii_lowercase) })
    }

    /// The address to open on this machine.
    pub(super) fn address(&self) -> String {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
            ip => ip,
        };
        format!("http://{}/", SocketAddr::new(ip, self.address.port()))
    }

    /// The address to open on other machines; `None` when they cannot reach the preview.
    pub(super) fn address_for_others(&self) -> Option<String> {
        match self.address.ip() {
            ip if ip.is_loopback() => None,
            ip if ip.is_unspecified() => {
                let own = outward(ip).unwrap_or(ip);
                Some(format!("http://{}/", SocketAddr::new(own, self.address.port())))
            }
            _ => Some(self.address()),
        }
    }

    /// The port that was busy, when the preview listens on another than usual.
    pub(super) fn moved_from(&self, place: &Place) -> Option<u16> {
        (place.port.is_none() && self.address.port() != PORT).then_some(PORT)
    }

    /// Whether a request is meant for us: `host` is its `Host`, `local` our end of its connection.
    ///
    /// A page of another site could make a browser ask us under that site's own name (DNS rebinding), and read the answer.
    pub(super) fn is_ours(&self, host: &str, local: IpAddr) -> bool {
        is_ours(host, self.name.as_deref(), local)
    }
}

fn look_up(name: &str) -> Result<IpAddr> {
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    let found = (bare, 0).to_socket_addrs().ok().and_then(|mut all| all.next());
    found.map(|address| address.ip()).with_context(|| format!("--host: `{name}` is no address and no known name"))
}

fn first_free(host: IpAddr, from: u16) -> Option<TcpListener> {
    (from..=from.saturating_add(TRIES)).find_map(|port| TcpListener::bind((host, port)).ok())
}

fn refused(host: IpAddr, port: u16, error: &std::io::Error) -> anyhow::Error {
    let free = || {
        let free = first_free(host, port.max(1023).saturating_add(1)).and_then(|other| other.local_addr().ok());
        free.map_or("0, which takes any free one".to_string(), |address| address.port().to_string())
    };
    match error.kind() {
        ErrorKind::AddrInUse => anyhow!("port {port} is used by another program; try --port {}", free()),
        ErrorKind::PermissionDenied => anyhow!("port {port} is for administrators; try --port {}", free()),
        ErrorKind::AddrNotAvailable => anyhow!("--host: {host} is not an address of this machine"),
        _ => anyhow!("{host}, port {port}, cannot be listened on: {error}"),
    }
}

/// This machine's address as seen from outside. Choosing the way out sends nothing.
fn outward(unspecified: IpAddr) -> Option<IpAddr> {
    let socket = UdpSocket::bind((unspecified, 0)).ok()?;
    // An address set aside for documentation (RFC 5737, RFC 3849).
    let far = if unspecified.is_ipv4() { "192.0.2.1:9" } else { "[2001:db8::1]:9" };
    socket.connect(far).ok()?;
    Some(socket.local_addr().ok()?.ip())
}

fn is_ours(host: &str, given: Option<&str>, local: IpAddr) -> bool {
    let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((name, port)) => (name, port),
        None => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    let is_port = port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    let name = name.to_ascii_lowercase();
    let is_own_address =
        || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback() || ip.to_canonical() == local.to_canonical());
    is_port && (name == "localhost" || given == Some(name.as_str()) || is_own_address())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_answered() {
        let local = IpAddr::from([192, 168, 1, 5]);
        for own in
            ["localhost", "LOCALHOST:4000", "127.0.0.1:4000", "[::1]:4000", "[::1]", "192.168.1.5:80", "guide.lan:4000"]
        {
            assert!(is_ours(own, Some("guide.lan"), local), "{own}");
        }
        for foreign in [
            "",
            ":4000",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "evil.example:4000",
            "localhost:evil",
            "localhost:4000:4000",
            "192.168.1.6",
            "[::1",
            "::1",
            "localhost@evil.example",
            "localhost.",
            "guide.lan.evil.example",
        ] {
            assert!(!is_ours(foreign, Some("guide.lan"), local), "{foreign}");
        }
    }
}
