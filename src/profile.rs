//! Where the time of a build goes, for `ozg build --profil`. It is the one place that looks at a clock while pages are
//! made, and no page can see what it says.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::extent::Whole;

/// How many templates are listed.
const SLOWEST: usize = 12;

/// A collector of times; without one, measuring costs nothing.
#[derive(Debug, Clone, Default)]
pub struct Profile(Option<Arc<Mutex<Times>>>);

#[derive(Debug, Default)]
struct Times {
    /// What is done one after the other, in that order.
    phases: Vec<(&'static str, Duration)>,
    /// What threads do side by side, added up over all of them.
    parts: Vec<(&'static str, Duration)>,
    templates: BTreeMap<String, (u32, Duration)>,
}

impl Profile {
    /// A profile that collects.
    pub fn collecting() -> Self {
        Self(Some(Arc::default()))
    }

    /// Does a step of the build.
    pub fn phase<T>(&self, name: &'static str, work: impl FnOnce() -> T) -> T {
        self.measure(work, |times, taken| add(&mut times.phases, name, taken))
    }

    /// Does a piece of what several threads do at once.
    pub fn part<T>(&self, name: &'static str, work: impl FnOnce() -> T) -> T {
        self.measure(work, |times, taken| add(&mut times.parts, name, taken))
    }

    /// Renders a template.
    pub fn template<T>(&self, name: &str, work: impl FnOnce() -> T) -> T {
        self.measure(work, |times, taken| {
            let (count, sum) = times.templates.entry(name.to_owned()).or_default();
            count.raise(1);
            *sum = sum.saturating_add(taken);
        })
    }

    fn measure<T>(&self, work: impl FnOnce() -> T, keep: impl FnOnce(&mut Times, Duration)) -> T {
        let Some(times) = &self.0 else { return work() };
        let start = Instant::now();
        let outcome = work();
        let taken = start.elapsed();
        keep(&mut times.lock().unwrap_or_else(PoisonError::into_inner), taken);
        outcome
    }

    /// What was collected, as tables; `whole` is the time of the whole build.
    pub fn report(&self, whole: Duration) -> Option<String> {
        let times = self.0.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = String::new();
        times.push_phases(&mut text, whole);
        times.push_parts(&mut text);
        times.push_templates(&mut text);
        Some(text)
    }
}

fn add(times: &mut Vec<(&'static str, Duration)>, name: &'static str, taken: Duration) {
    match times.iter_mut().find(|(other, _)| *other == name) {
        Some((_, sum)) => *sum = sum.saturating_add(taken),
        None => times.push((name, taken)),
    }
}

// Writing to a string cannot fail.
impl Times {
    fn push_phases(&self, text: &mut String, whole: Duration) {
        let sum: Duration = self.phases.iter().map(|(_, taken)| *taken).sum();
        let _ = writeln!(text, "{:<34}{:>10}{:>9}", "Schritt", "ms", "Anteil");
        for (name, taken) in &self.phases {
            push_row(text, name, *taken, whole);
        }
        push_row(text, "Summe", sum, whole);
        push_row(text, "Gesamtzeit", whole, whole);
    }

    fn push_parts(&self, text: &mut String) {
        let sum: Duration = self.parts.iter().map(|(_, taken)| *taken).sum();
        let _ = writeln!(
            text,
            "\n{:<34}{:>10}{:>9}",
            "Seiten und Dateien, alle Threads", "ms", "Anteil"
        );
        for (name, taken) in &self.parts {
            push_row(text, name, *taken, sum);
        }
    }

    fn push_templates(&self, text: &mut String) {
        let mut templates: Vec<_> = self.templates.iter().collect();
        templates.sort_by_key(|(_, (_, sum))| std::cmp::Reverse(*sum));
        let _ = writeln!(
            text,
            "\n{:<34}{:>10}{:>9}{:>12}",
            "Langsamste Vorlagen", "ms", "Seiten", "µs je Seite"
        );
        for (name, (count, sum)) in templates.into_iter().take(SLOWEST) {
            let mean = sum.as_micros().checked_div(u128::from(*count)).unwrap_or_default();
            let _ = writeln!(text, "{name:<34}{:>10.1}{count:>9}{mean:>12}", milliseconds(*sum));
        }
    }
}

fn push_row(text: &mut String, name: &str, taken: Duration, of: Duration) {
    let share = 100.0 * taken.as_secs_f64() / of.as_secs_f64().max(f64::MIN_POSITIVE);
    let _ = writeln!(text, "{name:<34}{:>10.1}{share:>7.1} %", milliseconds(taken));
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_names_are_added_up_and_shares_are_of_the_whole() {
        let profile = Profile::collecting();
        assert_eq!(profile.phase("lesen", || 7), 7);
        profile.phase("lesen", || std::thread::sleep(Duration::from_millis(2)));
        profile.template("page.html", || ());
        let report = profile.report(Duration::from_secs(1)).expect("a report");
        assert_eq!(report.matches("lesen").count(), 1, "{report}");
        assert!(report.contains("Gesamtzeit"), "{report}");
        assert!(report.contains("page.html"), "{report}");
    }

    #[test]
    fn without_a_collector_there_is_nothing_to_tell() {
        let profile = Profile::default();
        profile.phase("lesen", || ());
        assert_eq!(profile.report(Duration::from_secs(1)), None);
    }
}
