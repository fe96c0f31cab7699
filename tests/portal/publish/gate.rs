//! What stands between a publisher and a server that speaks HTTP: it counts, and lets a publication come to its end, or not.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What changes something at a server.
const CHANGES: [&str; 5] = ["PUT", "DELETE", "MOVE", "MKCOL", "POST"];

/// How a gate goes wrong.
#[derive(Debug, Clone, Default)]
pub enum Mishap {
    #[default]
    None,
    /// All that needs room is answered so.
    Answers(u16),
    /// What is written to an address that ends so is said to be there, and is not.
    Loses(String),
}

#[derive(Default)]
struct State {
    upstream: u16,
    requests: Mutex<BTreeMap<String, u64>>,
    bytes: AtomicU64,
    changes: AtomicU64,
    /// So many changes may come; none when 0.
    limit: AtomicU64,
    is_shut: AtomicBool,
    mishap: Mutex<Mishap>,
}

/// A gate in front of a server.
pub struct Gate {
    pub port: u16,
    state: Arc<State>,
}

/// A request or an answer, as it is on the wire.
struct Message {
    first: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Gate {
    pub fn before(upstream: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State {
            upstream,
            ..State::default()
        });
        let shared = Arc::clone(&state);
        // Both end with the process of the test.
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                thread::spawn(move || {
                    let _ = state.carry(client);
                });
            }
        });
        Self { port, state }
    }

    /// Requests since the last time they were asked for, by method, and bytes in both directions.
    pub fn counted(&self) -> (BTreeMap<String, u64>, u64) {
        let requests = std::mem::take(&mut *self.state.requests.lock().unwrap());
        (requests, self.state.bytes.swap(0, Ordering::SeqCst))
    }

    pub fn changes(&self) -> u64 {
        self.state.changes.load(Ordering::SeqCst)
    }

    /// Lets so many more changes come, and no more.
    pub fn stop_after(&self, n: u64) {
        self.state.limit.store(self.changes() + n + 1, Ordering::SeqCst);
    }

    /// Whether a change waits that may not come.
    pub fn is_shut(&self) -> bool {
        self.state.is_shut.load(Ordering::SeqCst)
    }

    pub fn goes_wrong(&self, mishap: Mishap) {
        *self.state.mishap.lock().unwrap() = mishap;
    }

    pub fn heal(&self) {
        self.state.limit.store(0, Ordering::SeqCst);
        self.state.is_shut.store(false, Ordering::SeqCst);
        self.goes_wrong(Mishap::None);
    }
}

impl State {
    fn carry(&self, client: TcpStream) -> io::Result<()> {
        client.set_nodelay(true)?;
        let mut client = BufReader::new(client);
        let mut server = BufReader::new(TcpStream::connect(("127.0.0.1", self.upstream))?);
        while let Some(mut request) = Message::read(&mut client, None)? {
            let method = request.first.split(' ').next().unwrap_or_default().to_owned();
            *self.requests.lock().unwrap().entry(method.clone()).or_default() += 1;
            if CHANGES.contains(&method.as_str()) {
                let this = self.changes.fetch_add(1, Ordering::SeqCst) + 1;
                let limit = self.limit.load(Ordering::SeqCst);
                if limit > 0 && this >= limit {
                    // Who waits here is killed meanwhile.
                    self.is_shut.store(true, Ordering::SeqCst);
                    while self.is_shut.load(Ordering::SeqCst) {
                        thread::sleep(Duration::from_millis(1));
                    }
                    return Ok(());
                }
            }
            if let Some(status) = self.instead(&method, &request) {
                write!(client.get_mut(), "HTTP/1.1 {status} X\r\ncontent-length: 0\r\n\r\n")?;
                continue;
            }
            request.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("expect"));
            let sent = request.write(server.get_mut())?;
            let Some(answer) = Message::read(&mut server, Some(&method))? else {
                return Ok(());
            };
            let came = answer.write(client.get_mut())?;
            self.bytes.fetch_add(sent + came, Ordering::SeqCst);
        }
        Ok(())
    }

    /// What is answered in place of the server.
    fn instead(&self, method: &str, request: &Message) -> Option<u16> {
        let needs_room = ["PUT", "MKCOL"].contains(&method);
        match &*self.mishap.lock().unwrap() {
            Mishap::Answers(status) if needs_room => Some(*status),
            Mishap::Loses(end) if ["PUT", "MOVE"].contains(&method) => {
                let address = request.first.split([' ', '?']).nth(1).unwrap_or_default();
                let to = request.header("destination").unwrap_or(address);
                to.ends_with(end.as_str()).then_some(201)
            }
            _ => None,
        }
    }
}

impl Message {
    fn header(&self, name: &str) -> Option<&str> {
        let is_it = |(known, _): &&(String, String)| known.eq_ignore_ascii_case(name);
        self.headers.iter().find(is_it).map(|(_, value)| value.as_str())
    }

    /// Reads a request, or the answer to one by a method; none at the end of the connection.
    fn read(from: &mut BufReader<TcpStream>, answered: Option<&str>) -> io::Result<Option<Self>> {
        let mut line = String::new();
        if from.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut message = Self {
            first: line.trim_end().to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        };
        loop {
            let mut line = String::new();
            from.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else {
                break;
            };
            message.headers.push((name.to_owned(), value.trim().to_owned()));
        }
        if message.header("expect").is_some() {
            from.get_mut().write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        if answered == Some("HEAD") || [" 204 ", " 304 "].iter().any(|none| message.first.contains(none)) {
            return Ok(Some(message));
        }
        if message.header("transfer-encoding").is_some() {
            message.read_pieces(from)?;
        } else if let Some(length) = message.header("content-length") {
            message.body = vec![0; length.parse().unwrap()];
            from.read_exact(&mut message.body)?;
        } else if answered.is_some() {
            from.read_to_end(&mut message.body)?;
        }
        Ok(Some(message))
    }

    fn read_pieces(&mut self, from: &mut BufReader<TcpStream>) -> io::Result<()> {
        loop {
            let start = self.body.len();
            from.read_until(b'\n', &mut self.body)?;
            let size = String::from_utf8_lossy(&self.body[start..]).trim().to_owned();
            let size = usize::from_str_radix(&size, 16).map_err(io::Error::other)?;
            let start = self.body.len();
            self.body.resize(start + size + 2, 0);
            from.read_exact(&mut self.body[start..])?;
            if size == 0 {
                return Ok(());
            }
        }
    }

    fn write(&self, to: &mut TcpStream) -> io::Result<u64> {
        let headers: String = self
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        let head = format!("{}\r\n{headers}\r\n", self.first);
        to.write_all(&[head.as_bytes(), &self.body].concat())?;
        Ok((head.len() + self.body.len()) as u64)
    }
}

/// A wire between two programs that counts its bytes.
pub struct Wire {
    pub port: u16,
    bytes: Arc<AtomicU64>,
}

impl Wire {
    pub fn before(upstream: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let bytes = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&bytes);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(server) = TcpStream::connect(("127.0.0.1", upstream)) else {
                    continue;
                };
                // Small packets go on at once: each would wait for 40 ms, and there are hundreds.
                for stream in [&client, &server] {
                    let _ = stream.set_nodelay(true);
                }
                for (from, to) in [(&client, &server), (&server, &client)] {
                    let (from, to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
                    let counter = Arc::clone(&counter);
                    thread::spawn(move || pass(from, to, &counter));
                }
            }
        });
        Self { port, bytes }
    }

    /// Bytes since the last time they were asked for.
    pub fn counted(&self) -> u64 {
        self.bytes.swap(0, Ordering::SeqCst)
    }
}

fn pass(mut from: TcpStream, mut to: TcpStream, counter: &AtomicU64) {
    let mut buffer = [0; 1 << 16];
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        counter.fetch_add(count as u64, Ordering::SeqCst);
        if to.write_all(&buffer[..count]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(std::net::Shutdown::Write);
}
