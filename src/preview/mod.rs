//! The preview: answers one route at a time over HTTP, from memory, and follows every change of the files.

mod patience;
mod server;
mod state;
mod watch;

pub use server::{PreviewError, Reporter, Settings, serve};
pub use watch::WatchMode;
