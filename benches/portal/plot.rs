//! Growth as a small picture: flat lines are what is wanted.

use std::fmt::Write as _;

use crate::rounds::Figures;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 320.0;
const MARGIN: f64 = 48.0;

/// Name, colour and value.
type Line = (&'static str, &'static str, fn(&Figures) -> f64);

/// Time, memory and size of a file, each relative to the smallest portal, over the number of services.
pub fn growth(figures: &[Figures]) -> String {
    let lines: [Line; 3] = [
        ("time a file", "#b3122b", Figures::microseconds_per_file),
        ("memory a file", "#1d5fa8", |figures| {
            figures.peak_bytes as f64 / figures.files as f64
        }),
        ("bytes a file", "#3c7a1e", |figures| figures.bytes_per_file() as f64),
    ];
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
    );
    push_axes(&mut svg, figures);
    for (index, (name, colour, value)) in lines.into_iter().enumerate() {
        push_line(&mut svg, figures, colour, value);
        // Writing to a string cannot fail.
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{}\" fill=\"{colour}\">{name}</text>",
            WIDTH - 150.0,
            24.0 + 18.0 * index as f64
        );
    }
    svg + "</svg>\n"
}

fn push_axes(svg: &mut String, figures: &[Figures]) {
    for share in [0.5, 1.0, 1.5, 2.0] {
        let y = y(share);
        let _ = writeln!(
            svg,
            "<path d=\"M{MARGIN} {y:.0}H{}\" stroke=\"#ccc\"/><text x=\"8\" y=\"{:.0}\">{share:.1}</text>",
            WIDTH - MARGIN,
            y + 4.0
        );
    }
    for (index, figure) in figures.iter().enumerate() {
        let _ = writeln!(
            svg,
            "<text x=\"{:.0}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            x(index, figures.len()),
            HEIGHT - 16.0,
            figure.services
        );
    }
}

fn push_line(svg: &mut String, figures: &[Figures], colour: &str, value: fn(&Figures) -> f64) {
    let Some(first) = figures.first().map(value) else {
        return;
    };
    let points: Vec<String> = figures
        .iter()
        .enumerate()
        .map(|(index, figure)| format!("{:.0},{:.0}", x(index, figures.len()), y(value(figure) / first)))
        .collect();
    let _ = writeln!(
        svg,
        "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
        points.join(" ")
    );
}

fn x(index: usize, of: usize) -> f64 {
    MARGIN * 2.0 + (WIDTH - 4.0 * MARGIN) * index as f64 / (of.max(2) - 1) as f64
}

fn y(share: f64) -> f64 {
    HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * share.min(2.2) / 2.2
}
