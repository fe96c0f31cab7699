//! A site in one language: portal and theme, its addresses, and what is remembered for its pages. Knows no page.

mod absolute;
mod address;
pub(in crate::site) mod editions;
mod memory;
mod site;
pub(in crate::site) mod urls;

pub(in crate::site) use absolute::FIRST_YEAR;
pub use address::Address;
pub use site::{Edition, Site};
