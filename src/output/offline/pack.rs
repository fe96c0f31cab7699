//! Many files as one: ZIP and TAR.

use std::io::{self, BufWriter, Seek, Write};

use zip::ZipWriter;
use zip::write::{PreparedZipFile, SimpleFileOptions};

/// What may be read by all, and changed by its owner.
const MODE: u32 = 0o644;
/// The first day that ZIP knows: 1 January 1980, in seconds since 1970. All files are of that time.
const TIME: u64 = 315_532_800;
/// The first file: it tells a copy from files of others.
const MARK: &str = ".ozg-kopie";
const MARKED: &str =
    "Diese Kopie des Portals hat das Programm ozg geschrieben. Öffnen Sie index.html in einem Browser.\n";

/// A form of the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Each file is compressed.
    Zip,
    /// Nothing is compressed.
    Tar,
}

impl Format {
    pub(super) const ALL: [Self; 2] = [Self::Zip, Self::Tar];

    /// What the name of its file ends with.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Zip => ".zip",
            Self::Tar => ".tar",
        }
    }

    /// Whether the first bytes of a file are those of a copy.
    pub(super) fn begins_with_the_mark(self, head: &[u8]) -> bool {
        // Where the name of the first file stands.
        const NAME_IN_ZIP: usize = 30;
        let (is_archive, name) = match self {
            Self::Zip => (head.starts_with(b"PK\x03\x04"), head.get(NAME_IN_ZIP..)),
            Self::Tar => (head.get(257..262) == Some(b"ustar"), Some(head)),
        };
        is_archive && name.is_some_and(|name| name.starts_with(MARK.as_bytes()))
    }
}

/// A file that is ready to be added. It is compressed by then, so that this happens on all threads.
pub(super) enum Packed {
    Zip(Box<PreparedZipFile>),
    Tar(String, Vec<u8>),
}

impl Packed {
    pub fn new(format: Format, path: &str, bytes: Vec<u8>) -> io::Result<Self> {
        match format {
            Format::Zip => {
                let options = SimpleFileOptions::default().unix_permissions(MODE);
                let options = options.last_modified_time(zip::DateTime::DEFAULT);
                Ok(Self::Zip(Box::new(PreparedZipFile::from_data(path, options, &bytes)?)))
            }
            Format::Tar => Ok(Self::Tar(path.to_owned(), bytes)),
        }
    }
}

/// A copy that is being written.
pub(super) enum Packer<W: Write + Seek> {
    Zip(Box<ZipWriter<BufWriter<W>>>),
    Tar(tar::Builder<BufWriter<W>>),
}

impl<W: Write + Seek> Packer<W> {
    pub fn new(format: Format, out: W) -> io::Result<Self> {
        let out = BufWriter::with_capacity(1 << 20, out);
        let mut packer = match format {
            Format::Zip => Self::Zip(Box::new(ZipWriter::new(out))),
            Format::Tar => Self::Tar(tar::Builder::new(out)),
        };
        packer.add(Packed::new(format, MARK, MARKED.as_bytes().to_vec())?)?;
        Ok(packer)
    }

    pub fn add(&mut self, packed: Packed) -> io::Result<()> {
        match (self, packed) {
            (Self::Zip(zip), Packed::Zip(file)) => Ok(zip.add_prepared_file(*file)?),
            (Self::Tar(tar), Packed::Tar(path, bytes)) => {
                let mut header = tar::Header::new_gnu();
                header.set_mode(MODE);
                header.set_uid(0);
                header.set_gid(0);
                header.set_mtime(TIME);
                header.set_size(bytes.len() as u64);
                tar.append_data(&mut header, path, bytes.as_slice())
            }
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Zip(zip) => zip.finish()?.flush(),
            Self::Tar(tar) => tar.into_inner()?.flush(),
        }
    }
}
