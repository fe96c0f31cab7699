//! Small pictures of shapes and words, in one ink on one ground, as PNG. It knows nothing of pages: it gets a mark, a
//! font and texts. All of it is arithmetic, so the same input gives the same bytes everywhere.

mod canvas;
mod colour;
mod font;
mod icon;
mod lines;
mod mark;
mod png;
mod preview;

pub use colour::Colour;
pub use font::Font;
pub use icon::{Icon, ico};
pub use mark::Mark;
pub use preview::Preview;

/// Rises with every change of what is drawn, so that pictures that were kept are drawn anew. A test notices when it is
/// forgotten.
pub const VERSION: u32 = 3;
