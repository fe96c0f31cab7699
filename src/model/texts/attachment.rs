//! Files beside the records: documents and pictures, and which of them may be published.

use std::sync::Arc;

use crate::model::{DocumentKind, values::ending::is_active};

/// A file beside the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Size.
    pub bytes: u64,
    /// What its bytes are, whatever its name says.
    pub look: Look,
    /// Whether readers get the file itself: a document, or the target of a link.
    pub is_linked: bool,
    /// Whether a text shows it as a picture.
    pub is_shown: bool,
}

/// What the bytes of a file are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// A document in a container of this kind.
    Document(Container),
    /// A PDF.
    Pdf {
        /// It does not say its title.
        is_untitled: bool,
    },
    /// A picture of pixels.
    Photo(Photo),
    /// A drawing (SVG) that does nothing but draw.
    Drawing {
        /// Width and height, where it says them.
        size: Option<(u32, u32)>,
    },
    /// What must not be published under any name.
    Faulty(Fault),
}

/// What a document is packed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// ZIP: the formats of today's office programs.
    Zip,
    /// The formats of older office programs.
    Ole,
    /// Rich Text Format.
    Rtf,
    /// Text.
    Text,
    /// Something else.
    Binary,
}

/// A picture of pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// Format.
    pub format: PhotoFormat,
    /// Width as it is to be seen.
    pub width: u32,
    /// Height as it is to be seen.
    pub height: u32,
    /// Whether it moves: then it is not scaled.
    pub is_moving: bool,
    /// A hash of its bytes.
    pub hash: Arc<str>,
}

impl Photo {
    /// Whether pages show it in sizes that are made of its pixels, and not as it is.
    pub fn is_scalable(&self) -> bool {
        !self.is_moving && self.format != PhotoFormat::Gif
    }
}

/// Formats of pictures that pages can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
    /// GIF.
    Gif,
}

/// Why bytes must not be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A browser would take it for a page of the portal.
    Html,
    /// XML that brings its own style sheet or page.
    ActiveXml,
    /// A drawing that does more than draw: what.
    ActiveDrawing(String),
    /// A picture in a format that browsers do not show.
    Format(&'static str),
    /// A picture with more pixels than are decoded.
    TooLarge(u32, u32),
    /// A picture whose end is missing, or whose bytes make no sense.
    Broken,
}

/// Why a file is not published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal<'a> {
    /// What it contains.
    Fault(&'a Fault),
    /// A server or a browser would run it by this ending.
    ActiveEnding(&'a str),
    /// `portal.yaml` does not list its ending.
    Unlisted(&'a str),
    /// It is not what its ending says.
    Disguised(&'a str),
}

/// Endings of pictures. They need not be listed: what they hold is known by its bytes.
const PICTURES: [&str; 6] = ["gif", "jpeg", "jpg", "png", "svg", "webp"];

/// Whether a file is named like a picture.
fn is_named_like_a_picture(path: &str) -> bool {
    PICTURES.contains(&ending(path).as_str())
}

/// The ending of a file, in small letters.
fn ending(path: &str) -> String {
    path.rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_ascii_lowercase()
}

impl Attachment {
    /// Why the file is not published under its path; `None` where it may be.
    pub fn refusal<'a>(&'a self, path: &'a str, kinds: &[DocumentKind]) -> Option<Refusal<'a>> {
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        // Some web servers look at every ending of `formular.php.pdf`.
        if let Some(active) = name
            .split('.')
            .skip(1)
            .find(|part| is_active(&part.to_ascii_lowercase()))
        {
            return Some(Refusal::ActiveEnding(active));
        }
        if let Look::Faulty(fault) = &self.look {
            return Some(Refusal::Fault(fault));
        }
        let written = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let ending = written.to_ascii_lowercase();
        if is_named_like_a_picture(name) {
            let is_picture = match self.look {
                Look::Photo(_) => ending != "svg",
                Look::Drawing { .. } => ending == "svg",
                _ => false,
            };
            return (!is_picture).then_some(Refusal::Disguised(written));
        }
        if !kinds.iter().any(|kind| kind.as_str() == ending) {
            return Some(Refusal::Unlisted(written));
        }
        (!self.is_what_it_says(&ending)).then_some(Refusal::Disguised(written))
    }

    fn is_what_it_says(&self, ending: &str) -> bool {
        match ending {
            "pdf" => matches!(self.look, Look::Pdf { .. }),
            "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp" | "odg" | "epub" | "zip" => {
                self.look == Look::Document(Container::Zip)
            }
            // Programs save RTF under the ending of Word.
            "doc" => matches!(self.look, Look::Document(Container::Ole | Container::Rtf)),
            "xls" | "ppt" => self.look == Look::Document(Container::Ole),
            "rtf" => self.look == Look::Document(Container::Rtf),
            "csv" | "txt" | "ics" | "vcf" | "json" | "geojson" | "gpx" | "xml" | "xsd" | "gml" => {
                self.look == Look::Document(Container::Text)
            }
            _ => true,
        }
    }
}

/// What may be published where `portal.yaml` says nothing: the formats that offices exchange, and videos.
pub(in crate::model) fn default_kinds() -> Vec<DocumentKind> {
    let kinds = [
        "pdf", "odt", "ods", "odp", "docx", "xlsx", "pptx", "rtf", "csv", "txt", "ics", "zip", "mp4", "webm",
    ];
    kinds.into_iter().filter_map(|kind| kind.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attachment(look: Look) -> Attachment {
        Attachment {
            bytes: 1,
            look,
            is_linked: true,
            is_shown: true,
        }
    }

    #[test]
    fn a_document_must_be_listed_and_what_its_ending_says() {
        let kinds = default_kinds();
        let pdf = attachment(Look::Pdf { is_untitled: false });
        assert_eq!(pdf.refusal("content/a.pdf", &kinds), None);
        assert_eq!(pdf.refusal("content/a.PDF", &kinds), None);
        assert_eq!(pdf.refusal("content/a.docx", &kinds), Some(Refusal::Disguised("docx")));
        assert_eq!(pdf.refusal("content/a.dwg", &kinds), Some(Refusal::Unlisted("dwg")));
        assert_eq!(pdf.refusal("content/a.png", &kinds), Some(Refusal::Disguised("png")));
        assert_eq!(
            pdf.refusal("content/a.php.pdf", &kinds),
            Some(Refusal::ActiveEnding("php"))
        );
        assert_eq!(
            pdf.refusal("content/a.Html", &kinds),
            Some(Refusal::ActiveEnding("Html"))
        );
    }

    #[test]
    fn what_would_be_run_cannot_be_listed() {
        for kind in ["html", "php5", "js", "svgz", "xslt", "PDF", ".pdf", ""] {
            assert!(kind.parse::<DocumentKind>().is_err(), "{kind}");
        }
        assert!("dwg".parse::<DocumentKind>().is_ok());
    }
}
