//! Whoever opens a connection to the preview and does nothing with it is not waited for, and nobody else has to wait.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::harness::{AS_OF, Tree, ozg};

/// The preview waits two seconds here, and a minute elsewhere.
const PATIENCE: &str = "2";
/// By then everything is over, on a machine however busy.
const MOST: Duration = Duration::from_secs(120);
/// More than wait at a time for a person.
const CLIENTS: usize = 50;

struct Preview(Child, String);

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn preview(tree: &Tree) -> Preview {
    let mut preview = ozg();
    preview
        .args(["serve", "--port", "0", "--stichtag", AS_OF, "--wurzel"])
        .arg(tree.path());
    preview
        .env("OZG_GEDULD", PATIENCE)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = preview.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let line = lines.find(|line| line.contains("http://")).unwrap();
    std::thread::spawn(move || lines.for_each(drop));
    let (_, address) = line.split_once("http://").unwrap();
    Preview(child, address.split('/').next().unwrap().to_owned())
}

/// What a client does, again and again, until it is thrown out.
type Step = fn(&mut TcpStream, usize) -> std::io::Result<()>;

/// Nothing.
fn wait(_: &mut TcpStream, _: usize) -> std::io::Result<()> {
    Ok(())
}

/// A head, letter by letter.
fn head(stream: &mut TcpStream, step: usize) -> std::io::Result<()> {
    let head = b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ";
    stream.write_all(&[head.get(step).copied().unwrap_or(b'x')])
}

/// A body that was promised, letter by letter.
fn body(stream: &mut TcpStream, step: usize) -> std::io::Result<()> {
    match step {
        0 => stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"),
        _ => stream.write_all(b"x"),
    }
}

/// Thousands of questions, and no answer is read.
fn questions(stream: &mut TcpStream, _: usize) -> std::io::Result<()> {
    stream.write_all(&b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(100))
}

/// Goes on until the connection is closed from the other side.
fn until_thrown_out(address: &str, step: Step, reads: bool) -> bool {
    let begin = Instant::now();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    stream.set_write_timeout(Some(Duration::from_millis(50))).unwrap();
    let is_waiting = |error: &std::io::Error| {
        matches!(
            error.kind(),
            std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
        )
    };
    let mut buffer = [0; 4096];
    for number in 0.. {
        match step(&mut stream, number) {
            Err(error) if !is_waiting(&error) => return true,
            _ => {}
        }
        std::thread::sleep(Duration::from_millis(50));
        if reads {
            match stream.read(&mut buffer) {
                Ok(0) => return true,
                Err(error) if !is_waiting(&error) => return true,
                _ => {}
            }
        }
        if begin.elapsed() > MOST {
            return false;
        }
    }
    false
}

#[test]
fn clients_that_do_nothing_are_thrown_out_and_nobody_waits_for_them() {
    let tree = Tree::base();
    let preview = preview(&tree);
    let address = preview.1.as_str();
    let cases: [(&str, Step, bool); 4] = [
        ("no word", wait, true),
        ("a slow head", head, true),
        ("a slow body", body, true),
        ("no reading", questions, false),
    ];
    std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|number| {
                let (name, step, reads) = cases[number % cases.len()];
                scope.spawn(move || (name, until_thrown_out(address, step, reads)))
            })
            .collect();
        // Meanwhile somebody else is answered.
        for _ in 0..5 {
            let answer = ureq::get(format!("http://{address}/")).call().unwrap();
            assert_eq!(answer.status(), 200);
        }
        for client in clients {
            let (name, is_out) = client.join().unwrap();
            assert!(is_out, "{name}: nobody closed the connection");
        }
    });
}
