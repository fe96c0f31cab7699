//! From a built portal to a web host.
//!
//! What is to be done is a plan of ours (`plan.rs`): the files of the portal compared with the manifest of what the target
//! holds, in an order in which every beginning of it leaves a sound site. Movers carry it out and know nothing of what
//! the files mean. A target is either changed file by file (S3, WebDAV) or gets whole releases of which one is shown
//! (a folder, SSH).

mod addresses;
mod fault;
mod intent;
mod lease;
mod manifest;
mod mover;
mod movers;
mod plan;
mod plan_file;
mod preview;
mod probe;
mod run;
mod site_file;
mod target;

pub use addresses::changed as changed_addresses;
pub use fault::Fault;
pub use lease::{PATIENCE, machine};
pub use manifest::{About, FORMAT, Manifest};
pub use mover::{Arrived, InPlace, Ledger, Release, Releases};
pub use movers::Mover;
pub use plan::{Plan, Stage};
pub use plan_file::PlanFile;
pub use preview::{hidden_folder, withdraw};
pub use probe::{Deviation, probe};
pub use run::{Options, Outcome, commit_before, publish, roll_back};
pub use site_file::SiteFile;
pub use target::{SshPlace, Target, WrongTarget};
