//! Boundaries: GeoJSON that does not close, means no place, or has no end.

use super::input::{Family, Input};

const COUNTIES: &str = "content/karten/kreise.geojson";

fn collection(features: &str) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}")
}

fn area(kind: &str, coordinates: &str) -> String {
    let properties = "{\"ars\":\"990010000000\"}";
    format!(
        "{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{{\"type\":\"{kind}\",\"coordinates\":{coordinates}}}}}"
    )
}

/// A circle of so many points.
fn circle(points: usize) -> String {
    let point = |n: usize| {
        let angle = (n % points) as f64 / points as f64 * std::f64::consts::TAU;
        format!("[{:.6},{:.6}]", 13.0 + angle.cos(), 52.0 + angle.sin())
    };
    format!("[[{}]]", (0..=points).map(point).collect::<Vec<_>>().join(","))
}

/// Boundaries that a map is drawn of.
fn shown(family: &mut Family, name: &str, text: String) {
    family.add(name, move |ground| {
        ground.append("content/portal.yaml", "quellen: {karten: Vermessung}\n");
        ground.write(COUNTIES, &text);
    });
}

pub fn inputs() -> Vec<Input> {
    let mut family = Family::new("GeoJSON");
    let square = "[[[13,52],[14,52],[14,53],[13,52]]]";
    for (name, coordinates) in [
        ("a sound ring", square.to_owned()),
        ("a ring that stays open", "[[[13,52],[14,52],[14,53],[13,53]]]".into()),
        ("a ring of two points", "[[[13,52],[13,52]]]".into()),
        ("a ring of nothing", "[[]]".into()),
        ("no ring", "[]".into()),
        ("a ring of one place", "[[[13,52],[13,52],[13,52],[13,52]]]".into()),
        ("a ring of a line", "[[[13,52],[14,52],[15,52],[13,52]]]".into()),
        (
            "a ring across itself",
            "[[[13,52],[14,53],[14,52],[13,53],[13,52]]]".into(),
        ),
        ("not a number", "[[[NaN,52],[14,52],[14,53],[NaN,52]]]".into()),
        ("numbers beyond all", "[[[1e999,52],[14,52],[14,53],[1e999,52]]]".into()),
        (
            "places beyond the globe",
            "[[[1300,52],[14,52],[14,53],[1300,52]]]".into(),
        ),
        (
            "the poles and the line of dates",
            "[[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]]".into(),
        ),
        (
            "places as texts",
            "[[[\"13\",\"52\"],[\"14\",\"52\"],[\"14\",\"53\"],[\"13\",\"52\"]]]".into(),
        ),
        ("places of one number", "[[[13],[14],[14],[13]]]".into()),
        (
            "places of 1,000 numbers",
            format!("[[[13,52{0}],[14,52],[14,53],[13,52{0}]]]", ",0".repeat(1_000)),
        ),
        (
            "latitude first, as meters",
            "[[[5802000,390000],[5802100,390000],[5802100,390100],[5802000,390000]]]".into(),
        ),
        ("100,000 points", circle(100_000)),
        ("a million points", circle(1_000_000)),
        (
            "50,000 holes",
            format!(
                "[[{0}]{1}]",
                "[13,52],[14,52],[14,53],[13,52]",
                ",[[13,52],[14,52],[14,53],[13,52]]".repeat(50_000)
            ),
        ),
        ("places that are nothing", "[[null,null,null,null]]".into()),
    ] {
        shown(&mut family, name, collection(&area("Polygon", &coordinates)));
    }
    let dot = area("Polygon", square);
    for (name, text) in [
        ("a line", collection(&area("LineString", "[[13,52],[14,52]]"))),
        (
            "an area of areas with a polygon in it",
            collection(&area("MultiPolygon", square)),
        ),
        ("an area without areas", collection(&area("MultiPolygon", "[]"))),
        ("a kind of one's own", collection(&area("Kreis", square))),
        ("an area twice", collection(&format!("{dot},{dot}"))),
        (
            "an area of nobody",
            collection(&dot.replace("990010000000", "990099000000")),
        ),
        (
            "a key as a number",
            collection(&dot.replace("\"990010000000\"", "990010000000")),
        ),
        (
            "an area without a shape",
            collection("{\"type\":\"Feature\",\"properties\":{\"ars\":\"990010000000\"},\"geometry\":null}"),
        ),
        ("10,000 empty areas", collection(&["{}"; 10_000].join(","))),
        ("no areas", collection("")),
        ("an area alone", dot.clone()),
        ("a list", format!("[{dot}]")),
        ("nothing", String::new()),
        ("null", "null".into()),
        (
            "a topology",
            "{\"type\":\"Topology\",\"objects\":{},\"arcs\":[]}".into(),
        ),
        ("half a file", collection(&dot)[..120].to_owned()),
        ("more than one value", collection(&dot) + "{}"),
        ("100,000 brackets", "[".repeat(100_000)),
        ("100,000 records in each other", "{\"a\":".repeat(100_000)),
        (
            "a name 100,000 times",
            format!("{{{}\"type\":\"FeatureCollection\"}}", "\"a\":1,".repeat(100_000)),
        ),
        (
            "a script for a name",
            collection(&dot.replace("990010000000", "<script>harm()</script>")),
        ),
        ("a byte order mark", format!("\u{feff}{}", collection(&dot))),
        ("five megabytes", collection(&dot) + &" ".repeat(5_000_000)),
    ] {
        shown(&mut family, name, text);
    }
    family.inputs
}
