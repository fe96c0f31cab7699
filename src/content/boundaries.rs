//! Boundaries as GeoJSON (RFC 7946): a collection of features with polygons, joined to authorities by the property `ars`.
//!
//! What else a file says (names, kinds, where it comes from) is not needed here and may stand in it.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::diagnostics::{Diagnostic, Excerpt, Place};
use crate::extent::{ordinal, quantity};
use crate::model::{Area, Boundaries, BoundaryLevel, Position, RegionalKey, Ring, Source};

/// An area of more pieces is not one of an authority, and takes seconds to draw.
const MOST_RINGS: usize = 5_000;
/// The property that names the authority.
const KEY: &str = "ars";

/// A ring has a first point, two others, and the first again.
const FEWEST_POINTS: usize = 4;

/// Reads a file of boundaries.
///
/// # Errors
/// All faults of the file: a map with holes would be taken for the truth.
pub(super) fn parse(text: &str, path: &Arc<str>, level: BoundaryLevel) -> Result<Boundaries, Vec<Diagnostic>> {
    let file: Value = serde_json::from_str(text).map_err(|error| vec![syntax_error(&error, text, path)])?;
    let mut reader = Reader {
        path,
        seen: BTreeSet::new(),
        problems: Vec::new(),
    };
    let areas = reader.collection(&file);
    if reader.problems.is_empty() {
        let source = Source { path: path.clone() };
        Ok(Boundaries { level, source, areas })
    } else {
        Err(reader.problems)
    }
}

fn syntax_error(error: &serde_json::Error, text: &str, path: &Arc<str>) -> Diagnostic {
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    // The parser counts bytes; at the end of a line it stands before its first character.
    let bytes = error.column().saturating_sub(1);
    let column = ordinal(line.get(..bytes).unwrap_or(line).chars().count());
    let excerpt = Excerpt::piece(line, quantity(error.line().max(1)), column, 1);
    Diagnostic::error(
        "geojson-syntax",
        Place::excerpt(path, excerpt),
        "die Datei ist kein gültiges JSON, hier kann sie nicht weitergelesen werden",
    )
    .with_help("Speichern Sie die Grenzen im Geoinformationssystem noch einmal als GeoJSON (RFC 7946, WGS 84).")
}

struct Reader<'a> {
    path: &'a Arc<str>,
    seen: BTreeSet<RegionalKey>,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn collection(&mut self, file: &Value) -> Vec<Area> {
        let features = file.get("features").and_then(Value::as_array);
        let Some(features) = features.filter(|_| is_of_type(file, "FeatureCollection")) else {
            self.wrong("", "erwartet wird eine `FeatureCollection` mit einer Liste `features`");
            return Vec::new();
        };
        if features.is_empty() {
            self.wrong("/features", "die Liste der Gebiete ist leer");
        }
        let features = features.iter().enumerate();
        features
            .filter_map(|(index, feature)| self.feature(index, feature))
            .collect()
    }

    fn feature(&mut self, index: usize, feature: &Value) -> Option<Area> {
        let field = format!("/features/{index}");
        let key = self.key(&field, feature);
        let polygons = self.geometry(&field, feature);
        let key = key?;
        if !self.seen.insert(key.clone()) {
            let place = Place::field(self.path, format!("{field}/properties/{KEY}"));
            let message = format!("die Kennung `{key}` ist schon vergeben");
            self.problems
                .push(Diagnostic::error("doppelte-kennung", place, message).with_help(
                    "Ein Gebiet aus mehreren Teilen ist ein einziger Eintrag mit der Geometrie `MultiPolygon`.",
                ));
        }
        Some(Area {
            authority: (&key).into(),
            index,
            polygons: polygons?,
        })
    }

    fn key(&mut self, field: &str, feature: &Value) -> Option<RegionalKey> {
        let properties = feature.get("properties").and_then(Value::as_object);
        let Some(key) = properties.and_then(|properties: &Map<String, Value>| properties.get(KEY)) else {
            self.wrong(
                field,
                "dem Gebiet fehlt die Eigenschaft `ars` mit dem Regionalschlüssel",
            );
            return None;
        };
        let parsed = key.as_str().and_then(|key| key.parse().ok());
        if parsed.is_none() {
            let message = "`ars` ist kein Regionalschlüssel: erwartet werden genau 12 Ziffern in Anführungszeichen";
            self.wrong(&format!("{field}/properties/{KEY}"), message);
        }
        parsed
    }

    fn geometry(&mut self, field: &str, feature: &Value) -> Option<Vec<Vec<Ring>>> {
        let field = format!("{field}/geometry");
        let geometry = feature.get("geometry").unwrap_or(&Value::Null);
        let coordinates = geometry.get("coordinates").and_then(Value::as_array);
        let inner = format!("{field}/coordinates");
        // Of a polygon the rings, of several the polygons and their rings.
        let pieces = coordinates.into_iter().flatten();
        let pieces = pieces.flat_map(|piece| {
            list(piece)
                .iter()
                .filter(|inner| inner.get(0).is_some_and(Value::is_array))
        });
        if pieces.count().max(coordinates.map_or(0, Vec::len)) > MOST_RINGS {
            self.invalid(&inner, "das Gebiet hat mehr als 5.000 Flächen und Löcher");
            return None;
        }
        match coordinates {
            Some(rings) if is_of_type(geometry, "Polygon") => Some(vec![self.polygon(&inner, rings)?]),
            Some(polygons) if is_of_type(geometry, "MultiPolygon") && !polygons.is_empty() => {
                let polygons: Vec<_> = polygons
                    .iter()
                    .enumerate()
                    .map(|(index, rings)| self.polygon(&format!("{inner}/{index}"), list(rings)))
                    .collect();
                polygons.into_iter().collect()
            }
            _ => {
                self.wrong(
                    &field,
                    "das Gebiet hat keine Fläche: erwartet wird `Polygon` oder `MultiPolygon`",
                );
                None
            }
        }
    }

    fn polygon(&mut self, field: &str, rings: &[Value]) -> Option<Vec<Ring>> {
        if rings.is_empty() {
            self.invalid(field, "die Fläche hat keine Grenze");
            return None;
        }
        let rings: Vec<_> = rings
            .iter()
            .enumerate()
            .map(|(index, points)| self.ring(&format!("{field}/{index}"), list(points)))
            .collect();
        rings.into_iter().collect()
    }

    fn ring(&mut self, field: &str, points: &[Value]) -> Option<Ring> {
        let mut ring = Ring::with_capacity(points.len());
        for (index, point) in points.iter().enumerate() {
            match position(point) {
                Some(position) => ring.push(position),
                None => {
                    let message =
                        "hier steht kein Punkt: erwartet werden Länge (−180 bis 180) und Breite (−90 bis 90) in Grad";
                    self.invalid(&format!("{field}/{index}"), message);
                    return None;
                }
            }
        }
        if ring.len() < FEWEST_POINTS || ring.first() != ring.last() {
            let message = "die Grenze ist nicht geschlossen: erwartet werden mindestens vier Punkte, der letzte gleich dem ersten";
            self.invalid(field, message);
            return None;
        }
        Some(ring)
    }

    fn wrong(&mut self, field: &str, message: &str) {
        self.problems.push(
            Diagnostic::error("geojson-aufbau", Place::field(self.path, field), message)
                .with_help("Wie die Datei aufgebaut ist, steht im Redaktionshandbuch unter „Karten“."),
        );
    }

    fn invalid(&mut self, field: &str, message: &str) {
        self.problems.push(
            Diagnostic::error("grenze-ungueltig", Place::field(self.path, field), message)
                .with_help("Prüfen Sie das Gebiet im Geoinformationssystem, und speichern Sie es in WGS 84 (Länge und Breite in Grad)."),
        );
    }
}

fn is_of_type(value: &Value, name: &str) -> bool {
    value.get("type").and_then(Value::as_str) == Some(name)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A point, whose height does not matter.
fn position(point: &Value) -> Option<Position> {
    let [lon, lat, ..] = point.as_array()?.as_slice() else {
        return None;
    };
    let (lon, lat) = (lon.as_f64()?, lat.as_f64()?);
    (lon.abs() <= 180.0 && lat.abs() <= 90.0).then_some(Position { lon, lat })
}
