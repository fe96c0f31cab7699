//! What is to do and what was done, as the component `tasks` lists it.

use std::borrow::Cow;

use serde::Serialize;

use crate::model::{MilestoneState, PartialDate, WebAddress};
use crate::site::frame::Crumb;

/// A line of a task list. What it does not have is left out, for a page has a dozen of them.
#[derive(Debug, Default, Serialize)]
pub(super) struct Task<'a> {
    pub title: Cow<'a, str>,
    /// Whether the title is German on a page that is not.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub foreign: bool,
    pub state: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Crumb>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result_url: Option<&'a WebAddress>,
}

/// How far a task is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    Done,
    Current,
    Open,
    Overdue,
    /// Nobody has said.
    #[default]
    Missing,
}

impl From<MilestoneState> for State {
    fn from(state: MilestoneState) -> Self {
        match state {
            MilestoneState::Done => Self::Done,
            MilestoneState::Open => Self::Open,
            MilestoneState::Overdue => Self::Overdue,
        }
    }
}
