//! What records say of themselves and of each other.

pub(in crate::checks) mod assessments;
pub(in crate::checks) mod costs;
pub(in crate::checks) mod days;
pub(in crate::checks) mod directory;
pub(in crate::checks) mod events;
pub(in crate::checks) mod figures;
pub(in crate::checks) mod forms;
pub(in crate::checks) mod freshness;
pub(in crate::checks) mod maps;
pub(in crate::checks) mod ministries;
pub(in crate::checks) mod ordering;
pub(in crate::checks) mod references;
pub(in crate::checks) mod schedule;
pub(in crate::checks) mod stages;
