//! What re-using a service takes, and how far each authority is: order, costs with their payers, tasks, coverage.

mod costs;
mod coverage;
mod introduction;
pub(in crate::model) mod onboarding;
mod order_route;
pub(in crate::model) mod payer;
mod record;
mod reusability;
pub(in crate::model) mod standing;

pub use costs::{CostGap, CostItem, CostKind, Costs, OwnCosts, OwnRange, OwnSum, Tax};
pub use coverage::{Coverage, Wording, carries_out};
pub use onboarding::{OnboardingEntry, OnboardingStep, OnboardingTask, Rollout, RolloutTask};
pub use order_route::{Actor, ContractStatus, OrderRoute, Orderability};
pub use payer::Payer;
pub use record::Reuse;
pub use reusability::Reusability;
pub use standing::{Concerns, Standing, carriers, concerns, standing};
