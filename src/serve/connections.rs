//! Connections of clients, within bounds: how many, how long a head may take, how much of it is read.
//!
//! A thread each. Whoever stalls is closed when others need the place, so a client that sends nothing keeps nobody waiting.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::answer::{Answer, answer};
use super::door::Door;
use super::reload;
use super::request::{Head, LONGEST_HEAD, Request};
use super::response::Response;
use super::stage::Stage;

/// Fewer than the files that a program may have open on any system.
const MOST: usize = 200;
/// How long a head may take, and how long a connection may be idle.
const PATIENCE: Duration = Duration::from_secs(10);
/// When all places are taken, one that has done nothing for so long is given away.
const GRACE: Duration = Duration::from_millis(500);
/// Enough to answer from memory.
const STACK: usize = 256 * 1024;

/// An open connection.
struct Seat {
    stream: Arc<TcpStream>,
    /// Since when it has waited for its client.
    since: Instant,
    /// A browser that listens for changes; it goes last.
    is_listener: bool,
    /// Its client waits for us, until what was asked for has been built.
    is_kept_waiting: bool,
}

#[derive(Default)]
struct Seats {
    room: Mutex<Room>,
    freed: Condvar,
}

#[derive(Default)]
struct Room {
    taken: BTreeMap<u64, Seat>,
    /// Threads that have lost their connection and have not noticed yet.
    leaving: usize,
}

/// Accepts connections for ever, in threads of its own.
pub(super) fn serve(door: Arc<Door>, stage: Arc<Stage>) {
    let seats = Arc::new(Seats::default());
    thread::spawn(move || {
        for number in 0.. {
            seats.make_room();
            let Ok((stream, _)) = door.listener.accept() else {
                // The system has no more to give: whoever has waited longest goes.
                seats.give_away(Duration::ZERO);
                thread::sleep(Duration::from_millis(10));
                continue;
            };
            let stream = Arc::new(stream);
            seats.take(number, &stream);
            let client = Client {
                number,
                stream,
                seats: Arc::clone(&seats),
                door: Arc::clone(&door),
                stage: Arc::clone(&stage),
            };
            // Without a thread the client is dropped, which closes its connection.
            let _ = thread::Builder::new().stack_size(STACK).spawn(move || _ = client.attend());
        }
    });
}

impl Seats {
    fn lock(&self) -> MutexGuard<'_, Room> {
        self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, number: u64, stream: &Arc<TcpStream>) {
        let seat =
            Seat { stream: Arc::clone(stream), since: Instant::now(), is_listener: false, is_kept_waiting: false };
        self.lock().taken.insert(number, seat);
    }

    fn leave(&self, number: u64) {
        let mut room = self.lock();
        if room.taken.remove(&number).is_none() {
            room.leaving -= 1;
        }
        self.freed.notify_all();
    }

    fn change(&self, number: u64, change: impl FnOnce(&mut Seat)) {
        if let Some(seat) = self.lock().taken.get_mut(&number) {
            change(seat);
        }
    }

    /// Waits until there is a place.
    fn make_room(&self) {
        while self.lock().taken.len() >= MOST {
            self.give_away(GRACE);
            let is_full = |room: &mut Room| room.taken.len() >= MOST;
            drop(self.freed.wait_timeout_while(self.lock(), GRACE / 10, is_full));
        }
    }

    /// Closes the connection that has waited longest, if that is longer than `grace`.
    fn give_away(&self, grace: Duration) {
        let mut room = self.lock();
        let idle = room.taken.iter().filter(|(_, seat)| !seat.is_kept_waiting && seat.since.elapsed() >= grace);
        let longest = idle.min_by_key(|(_, seat)| (seat.is_listener, seat.since)).map(|(number, _)| *number);
        let Some(seat) = longest.filter(|_| room.leaving < MOST).and_then(|number| room.taken.remove(&number)) else {
            return;
        };
        room.leaving += 1;
        let _ = seat.stream.shutdown(Shutdown::Both);
    }
}

/// One connection and what it needs to be answered.
struct Client {
    number: u64,
    stream: Arc<TcpStream>,
    seats: Arc<Seats>,
    door: Arc<Door>,
    stage: Arc<Stage>,
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.stream.shutdown(Shutdown::Both);
        self.seats.leave(self.number);
    }
}

impl Client {
    /// Answers one request after the other.
    fn attend(&self) -> io::Result<()> {
        self.stream.set_nodelay(true)?;
        self.stream.set_write_timeout(Some(PATIENCE))?;
        let local = self.stream.local_addr()?.ip();
        let mut buffer = Vec::new();
        loop {
            self.seats.change(self.number, |seat| seat.since = Instant::now());
            let request = match self.read(&mut buffer)? {
                Ok(request) => request,
                Err(status) => {
                    return self.answer_last(
                        &Request::default(),
                        &Response::plain(status, "This is no request that can be answered."),
                    );
                }
            };
            self.seats.change(self.number, |seat| seat.since = Instant::now());
            if !self.door.is_ours(&request.host, local) {
                let request = Request { keeps_alive: false, ..request };
                let sentence = "This preview answers only under the address that its terminal shows.";
                return self.answer_last(&request, &Response::plain(403, sentence));
            }
            self.seats.change(self.number, |seat| seat.is_kept_waiting = true);
            let shown = match reload::is_own(&request.path) {
                true => self.stage.first(PATIENCE),
                false => self.stage.at(&request.path, PATIENCE),
            };
            self.seats.change(self.number, |seat| (seat.since, seat.is_kept_waiting) = (Instant::now(), false));
            match answer(&request, &shown) {
                Answer::With(response) if request.keeps_alive => response.send(&request, &*self.stream)?,
                Answer::With(response) => return self.answer_last(&request, &response),
                Answer::Follow(path) => {
                    self.seats.change(self.number, |seat| seat.is_listener = true);
                    return reload::follow(&self.stream, &path, &self.stage);
                }
            }
        }
    }

    /// The next head; an error is the status that refuses it.
    fn read(&self, buffer: &mut Vec<u8>) -> io::Result<Result<Request, u16>> {
        let start = Instant::now();
        let mut chunk = [0; 4096];
        // What has been read with the request before.
        let mut is_news = !buffer.is_empty();
        loop {
            // A head can only end with a line.
            if is_news {
                match Head::parse(buffer) {
                    Head::Whole(request, length) => {
                        buffer.drain(..length);
                        return Ok(Ok(request));
                    }
                    Head::Bad(status) => return Ok(Err(status)),
                    Head::Part => {}
                }
            }
            let Some(left) = PATIENCE.checked_sub(start.elapsed()).filter(|left| !left.is_zero()) else {
                return if buffer.is_empty() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(Err(408)) };
            };
            self.stream.set_read_timeout(Some(left))?;
            let length = match (&*self.stream).read(&mut chunk) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(length) => length,
                Err(error)
                    if matches!(
                        error.kind(),
                        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted
                    ) =>
                {
                    continue;
                }
                Err(error) => return Err(error),
            };
            buffer.extend(&chunk[..length]);
            is_news = chunk[..length].contains(&b'\n') || buffer.len() >= LONGEST_HEAD;
        }
    }

    /// Answers for the last time.
    fn answer_last(&self, request: &Request, response: &Response) -> io::Result<()> {
        let mut stream = &*self.stream;
        response.send(request, stream)?;
        stream.flush()?;
        stream.shutdown(Shutdown::Write)?;
        // Closed with something unread, a connection is reset, and the answer may be lost on its way.
        stream.set_read_timeout(Some(GRACE))?;
        let mut chunk = [0; 4096];
        for _ in 0..64 {
            if !matches!(stream.read(&mut chunk), Ok(1..)) {
                break;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, TcpListener};

    use super::*;

    #[test]
    fn who_waits_for_us_keeps_the_place_and_who_listens_goes_last() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let seats = Seats::default();
        for number in 0..3 {
            seats.take(number, &Arc::new(TcpStream::connect(address).expect("a connection")));
        }
        seats.change(0, |seat| seat.is_kept_waiting = true);
        seats.change(1, |seat| seat.is_listener = true);
        let left = || seats.lock().taken.keys().copied().collect::<Vec<_>>();
        seats.give_away(GRACE);
        assert_eq!(left(), [0, 1, 2], "nobody has stalled yet");
        for rest in [&[0, 1][..], &[0], &[0]] {
            seats.give_away(Duration::ZERO);
            assert_eq!(left(), rest);
        }
    }
}
