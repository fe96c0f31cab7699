//! What is counted and drawn: tallies, statistics, bars, tables of figures, maps and curves.

pub(in crate::site) mod bars;
pub(in crate::site) mod figure_table;
pub(in crate::site) mod milestones;
pub(in crate::site) mod plan;
pub(in crate::site) mod quarter;
pub(in crate::site) mod spread;
mod spreadsheet;
pub(in crate::site) mod statistics;

pub(crate) use spreadsheet::Spreadsheet;
