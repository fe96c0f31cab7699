//! What readers can subscribe to: the feeds and calendars that there are, as pages name them. Their files are written by
//! `exports`.

mod calendar_scope;
pub(in crate::site) mod calendars;
mod feed_scope;
pub(in crate::site) mod feeds;

pub(in crate::site) use calendar_scope::CalendarScope;
pub(in crate::site) use feed_scope::FeedScope;
