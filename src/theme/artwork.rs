//! What pictures are drawn with: the mark and a font of the theme.

use super::assets::Assets;
use super::files::Files;
use crate::diagnostics::{Diagnostic, Place};
use crate::drawing::{Font, Icon, Mark, Preview, VERSION};
use crate::extent::Slicing;

const MARK: &str = "icons/mark.svg";
const FONT: &str = "fonts/pictures.ttf";

/// Mark and font of a theme.
#[derive(Debug)]
pub struct Artwork {
    mark: Mark,
    font: Vec<u8>,
    /// Changes with all that pictures depend on, except for their words.
    key: String,
}

impl Artwork {
    pub(super) fn load(files: &Files, assets: &Assets) -> Result<Self, Diagnostic> {
        let svg = assets.text(MARK).unwrap_or_default();
        let (font, origin) = files
            .get(FONT)
            .map_or((&[][..], FONT), |file| (&file.bytes, file.origin.as_str()));
        if Font::parse(font).is_none() {
            let message = "die Datei ist keine Schrift im Format TrueType oder OpenType";
            return Err(Diagnostic::error("vorlage", Place::file(&origin.into()), message)
                .with_help("Legen Sie dort eine andere Schriftdatei ab, oder löschen Sie die Datei: Dann gilt die des Standardthemas."));
        }
        let mut hash = blake3::Hasher::new();
        hash.update(&VERSION.to_le_bytes()).update(svg.as_bytes()).update(font);
        Ok(Self {
            mark: Mark::parse(svg),
            font: font.to_vec(),
            key: hash.finalize().to_hex().to_string(),
        })
    }

    /// Whether there is a mark that can be drawn.
    pub fn has_mark(&self) -> bool {
        !self.mark.is_empty()
    }

    /// A name for a picture that changes with all that it depends on.
    pub fn name(&self, words: &impl std::fmt::Debug) -> String {
        let hash = blake3::hash(format!("{} {words:?}", self.key).as_bytes()).to_hex();
        hash.part(..16).to_owned()
    }

    /// An icon as PNG.
    pub fn icon(&self, icon: Icon) -> Vec<u8> {
        icon.draw(&self.mark)
    }

    /// A preview picture as PNG.
    pub fn preview(&self, preview: &Preview) -> Vec<u8> {
        Font::parse(&self.font).map_or_else(Vec::new, |font| preview.draw(&self.mark, &font))
    }
}
