//! Fingerprints of what a template sees. They tell whether a page would come out as it did last time, and go nowhere else.

use tera::Value;
use tera::value::ValueKind;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::extent::Whole;

/// The fingerprint of a value: the same for the same content, however its maps are laid out in memory.
pub(super) fn of(value: &Value) -> u64 {
    match value.kind() {
        ValueKind::String => {
            let kind = if value.is_safe() { 1 } else { 2 };
            xxh3_64_with_seed(value.as_str().unwrap_or_default().as_bytes(), kind)
        }
        ValueKind::Array => {
            let items = value.as_array().unwrap_or_default();
            items.iter().fold(3, |before, item| chain(before, of(item)))
        }
        ValueKind::Map => {
            let entries = value.as_map().into_iter().flatten();
            let entry = |(key, value): (&tera::value::Key, &Value)| {
                let key = key.as_str().map_or_else(|| of(&key.as_value()), of_text);
                chain(key, of(value))
            };
            // A sum, for the order of the entries means nothing.
            entries.map(entry).fold(4, u64::wrapping_add)
        }
        ValueKind::Bytes => xxh3_64_with_seed(value.as_bytes().unwrap_or_default(), 5),
        ValueKind::Undefined => 6,
        ValueKind::None => 7,
        ValueKind::Bool => u64::from(value.is_truthy()).plus(8),
        ValueKind::F64 => chain(10, value.as_f64().unwrap_or_default().to_bits()),
        _ => chain(11, value.as_i128().map_or(u64::MAX, |number| number as u64)),
    }
}

/// The fingerprint of a text.
pub(super) fn of_text(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// The fingerprint of one thing after another.
pub(super) fn chain(first: u64, second: u64) -> u64 {
    let mut both = [0; 16];
    both[..8].copy_from_slice(&first.to_le_bytes());
    both[8..].copy_from_slice(&second.to_le_bytes());
    xxh3_64(&both)
}
