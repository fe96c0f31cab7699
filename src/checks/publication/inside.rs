//! Links into networks that readers have no way to.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::checks::publication::external::in_fields;
use crate::checks::rule::{Rule, check};
use crate::checks::texts::Text;
use crate::content::link::{self, Target};
use crate::content::markdown::Survey;
use crate::diagnostics::{Diagnostic, Place};
use crate::model::Portal;

pub(in crate::checks) const RULES: &[Rule] = &[Rule::warning(
    "link-intern",
    "Ein Link führt in ein internes Netz",
    "Adressen des eigenen Rechners oder Hausnetzes erreicht von außen niemand, und sie verraten, wie das Netz aufgebaut ist.",
    "Nennen Sie die öffentliche Adresse der Seite, oder nehmen Sie den Link heraus.",
)
.by(&[check!(fields_lead_outside)])
.by_text(&[texts_lead_outside])];

fn fields_lead_outside(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    in_fields(portal).filter_map(|link| problem(&link.url, link.place))
}

fn texts_lead_outside(_: &Portal, text: &Text, survey: &Survey) -> Vec<Diagnostic> {
    let links = survey.links.iter().filter(|link| !link.is_image);
    let inside = links.filter_map(|link| match link::target(&link.target, text.path) {
        Target::External(url) => problem(&url, text.place(link.line, link.column, link.length)),
        _ => None,
    });
    inside.collect()
}

fn problem(url: &str, place: Place) -> Option<Diagnostic> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest
        .split(['/', '?', '#'])
        .next()?
        .rsplit('@')
        .next()?
        .to_ascii_lowercase();
    let host = if host.starts_with('[') {
        host.as_str()
    } else {
        host.split(':').next()?
    };
    is_inside(host).then(|| {
        let message = format!("der Link führt zu `{host}`, das ist von außen nicht zu erreichen");
        Diagnostic::warning("link-intern", place, message)
            .with_help("Nennen Sie die öffentliche Adresse der Seite, oder nehmen Sie den Link heraus.")
    })
}

/// Whether a host has no name or number that is valid everywhere (RFC 1918, RFC 6761, RFC 6762, RFC 4193).
fn is_inside(host: &str) -> bool {
    if let Ok(address) = host.parse() {
        return is_inside_v4(address);
    }
    if let Some(address) = host.strip_prefix('[').and_then(|host| host.split(']').next()) {
        let Ok(address) = address.parse::<Ipv6Addr>() else {
            return false;
        };
        let is_own = address.is_loopback() || address.is_unspecified();
        return is_own
            || address.is_unique_local()
            || address.is_unicast_link_local()
            || address.to_ipv4_mapped().is_some_and(is_inside_v4);
    }
    let host = host.trim_end_matches('.');
    let ends = [
        ".local",
        ".localhost",
        ".intern",
        ".internal",
        ".intranet",
        ".lan",
        ".home.arpa",
    ];
    !host.contains('.') || ends.iter().any(|end| host.ends_with(end))
}

fn is_inside_v4(address: Ipv4Addr) -> bool {
    address.is_private() || address.is_loopback() || address.is_link_local() || address.is_unspecified()
}

#[cfg(test)]
mod tests {
    use super::is_inside;

    #[test]
    fn hosts_of_a_house_are_told_from_public_ones() {
        for host in [
            "localhost",
            "intranet",
            "wiki.intern",
            "10.1.2.3",
            "192.168.0.1",
            "172.20.1.1",
            "127.0.0.1",
            "[::1]",
            "[fd00::1]",
            "[::ffff:10.0.0.1]",
            "localhost.",
        ] {
            assert!(is_inside(host), "{host}");
        }
        for host in [
            "example.org",
            "172.15.0.1",
            "9.9.9.9",
            "intern.example.org",
            "[2001:db8::1]",
            "[::1234]",
            "fd.example.org",
        ] {
            assert!(!is_inside(host), "{host}");
        }
    }
}
