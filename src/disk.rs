//! Every operation that changes files of a portal: what a build writes, what it keeps beside, and what it puts into the content.
//!
//! They go through here so that tests can break them: in a build with debug assertions, `OZG_STOERUNG=7:voll` makes the disk
//! full from the seventh operation on, `7:defekt` lets that one fail, and `7:ende` ends the process just before it. `1:zaehlen` names each operation on the standard error output.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Reads what the program keeps for itself, if that is a file and no larger than it can be: somebody may have put a pipe in
/// its place, which never ends, or a device.
///
/// # Errors
/// It is something else, too large, or the system refuses.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    if metadata.len() > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    read_at_most(path, most)
}

/// Reads a file or whatever else is behind a path, to its end.
///
/// # Errors
/// It goes on for longer than it may, or the system refuses.
pub fn read_at_most(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > most {
        true => Err(io::ErrorKind::FileTooLarge.into()),
        false => Ok(bytes),
    }
}

/// Writes a file as it is; whoever reads it meanwhile may see half of it.
///
/// # Errors
/// The system refuses.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create(path)?.write_all(bytes)
}

/// Replaces a file in one step: it is the old one or the new one at any time, whatever happens.
///
/// # Errors
/// The system refuses; then the file is what it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Two runs that write the same file do not write into each other's.
    let beside = path.with_file_name(format!(".{name}.{}.ozg-neu", std::process::id()));
    let outcome = write(&beside, bytes).and_then(|()| rename(&beside, path));
    if outcome.is_err() {
        let _ = fs::remove_file(&beside);
    }
    outcome
}

/// Replaces a file in one step by one that is too large to be in memory. One run writes it at a time.
///
/// # Errors
/// Another run is at it ([`io::ErrorKind::ResourceBusy`]), the system refuses, or `write` fails; then the file is what it was.
pub fn replace_in_pieces(path: &Path, write: impl FnOnce(&mut Writer) -> io::Result<()>) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // A run that was killed leaves it behind, and the next one takes it over.
    let beside = path.with_file_name(format!(".{name}.ozg-neu"));
    let file = open(&beside)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::ResourceBusy.into()),
        // Some network drives know no locks; there, nobody can tell.
        Ok(()) | Err(TryLockError::Error(_)) => {}
    }
    // Whoever held it may have given it its name since.
    if !is_at(&file, &beside) {
        return Err(io::ErrorKind::ResourceBusy.into());
    }
    let mut writer = Writer(file);
    let outcome = writer
        .0
        .set_len(0)
        .and_then(|()| write(&mut writer))
        .and_then(|()| rename(&beside, path));
    if outcome.is_err() {
        let _ = fs::remove_file(&beside);
    }
    outcome
}

/// Whether an open file is the one at a path.
#[cfg(unix)]
pub fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(one), Ok(other)) = (file.metadata(), fs::metadata(path)) else {
        return false;
    };
    one.ino() == other.ino() && one.dev() == other.dev()
}

/// Whether an open file is the one at a path.
#[cfg(not(unix))]
pub fn is_at(_: &File, path: &Path) -> bool {
    path.is_file()
}

/// A file to write into.
#[derive(Debug)]
pub struct Writer(File);

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        faults::growth()?;
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Seek for Writer {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

/// Creates a file, or empties the one that is there.
///
/// # Errors
/// The system refuses.
pub fn create(path: &Path) -> io::Result<Writer> {
    faults::growth()?;
    File::create(path).map(Writer)
}

/// Creates a file that must not be there.
///
/// # Errors
/// It is there, or the system refuses.
pub fn create_new(path: &Path) -> io::Result<Writer> {
    faults::growth()?;
    OpenOptions::new().write(true).create_new(true).open(path).map(Writer)
}

/// Opens a file for reading and writing, and creates it if it is not there.
///
/// # Errors
/// The system refuses.
pub fn open(path: &Path) -> io::Result<File> {
    faults::growth()?;
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).open(path)
}

/// Gives a file or a folder another name.
///
/// # Errors
/// The system refuses.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    faults::change()?;
    fs::rename(from, to)
}

/// Gives a file a further name, which must be free.
///
/// # Errors
/// The name is taken, or the system refuses.
pub fn hard_link(file: &Path, link: &Path) -> io::Result<()> {
    faults::growth()?;
    fs::hard_link(file, link)
}

/// Makes a link that leads to a path, which need not be there.
///
/// # Errors
/// There is something, or the system refuses.
#[cfg(unix)]
pub fn symbolic_link(to: &Path, link: &Path) -> io::Result<()> {
    faults::growth()?;
    std::os::unix::fs::symlink(to, link)
}

/// Makes a link that leads to a path, which need not be there.
///
/// # Errors
/// Always: this system has no links that are switched in one step.
#[cfg(not(unix))]
pub fn symbolic_link(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        "auf diesem System gibt es keine Verknüpfungen, die in einem Schritt umgestellt werden",
    ))
}

/// Creates a folder.
///
/// # Errors
/// The system refuses.
pub fn create_dir(path: &Path) -> io::Result<()> {
    faults::growth()?;
    fs::create_dir(path)
}

/// Creates a folder and those above it, where they are not there.
///
/// # Errors
/// The system refuses.
pub fn create_dir_all(path: &Path) -> io::Result<()> {
    faults::growth()?;
    fs::create_dir_all(path)
}

/// Removes a file.
///
/// # Errors
/// The system refuses.
pub fn remove_file(path: &Path) -> io::Result<()> {
    faults::change()?;
    fs::remove_file(path)
}

/// Removes an empty folder.
///
/// # Errors
/// It is not empty, or the system refuses.
pub fn remove_dir(path: &Path) -> io::Result<()> {
    faults::change()?;
    fs::remove_dir(path)
}

/// Removes a folder with all that is in it.
///
/// # Errors
/// The system refuses.
pub fn remove_dir_all(path: &Path) -> io::Result<()> {
    faults::change()?;
    fs::remove_dir_all(path)
}

/// Removes what bears a name that only this program gives: a file, a folder, or nothing. Of a link, the link.
///
/// # Errors
/// The system refuses.
pub fn clear(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => remove_dir_all(path),
        Ok(_) => remove_file(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// The operation at which a test lets the program fail.
#[cfg(debug_assertions)]
mod faults {
    use std::io::{self, Write};
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

    enum Fault {
        Full,
        Broken,
        End,
        Count,
    }

    static OPERATIONS: AtomicU64 = AtomicU64::new(0);

    static PLANNED: LazyLock<Option<(u64, Fault)>> = LazyLock::new(|| {
        let wish = std::env::var("OZG_STOERUNG").ok()?;
        let (at, kind) = wish.split_once(':')?;
        let fault = match kind {
            "voll" => Fault::Full,
            "defekt" => Fault::Broken,
            "ende" => Fault::End,
            "zaehlen" => Fault::Count,
            _ => return None,
        };
        Some((at.parse().ok()?, fault))
    });

    /// An operation that needs room.
    pub(super) fn growth() -> io::Result<()> {
        match counted() {
            Some((is_now, Fault::Broken)) => broken(is_now),
            // A disk that is full stays full.
            Some((_, Fault::Full)) => full(),
            _ => Ok(()),
        }
    }

    /// An operation that needs none.
    pub(super) fn change() -> io::Result<()> {
        match counted() {
            Some((is_now, Fault::Broken)) => broken(is_now),
            _ => Ok(()),
        }
    }

    fn full() -> io::Result<()> {
        static IS_SAID: AtomicBool = AtomicBool::new(false);
        if !IS_SAID.swap(true, Ordering::Relaxed) {
            say_it_came();
        }
        Err(io::Error::from(io::ErrorKind::StorageFull))
    }

    /// A test insists that what it planned came.
    fn say_it_came() {
        let _ = writeln!(io::stderr(), "Störung");
    }

    fn broken(is_now: bool) -> io::Result<()> {
        const EIO: i32 = 5;
        if is_now {
            say_it_came();
            Err(io::Error::from_raw_os_error(EIO))
        } else {
            Ok(())
        }
    }

    /// The fault from its operation on, and whether this is that operation.
    fn counted() -> Option<(bool, &'static Fault)> {
        let (at, fault) = PLANNED.as_ref()?;
        let this = OPERATIONS.fetch_add(1, Ordering::SeqCst).saturating_add(1);
        match fault {
            _ if this < *at => None,
            // As if it were killed: nothing is tidied up.
            Fault::End => {
                say_it_came();
                std::process::abort()
            }
            Fault::Count => {
                let _ = writeln!(io::stderr(), "Operation {this}");
                None
            }
            _ => Some((this == *at, fault)),
        }
    }
}

#[cfg(not(debug_assertions))]
mod faults {
    /// Programs that are used do not count.
    #[inline]
    pub(super) fn growth() -> std::io::Result<()> {
        Ok(())
    }

    /// … nor here.
    #[inline]
    pub(super) fn change() -> std::io::Result<()> {
        Ok(())
    }
}
