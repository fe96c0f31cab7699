//! Codes in addresses: `%20` for a space.

use std::borrow::Cow;
use std::fmt::Write;

use crate::extent::Slicing;

/// The path of an address: `%20` is a space. Whatever is no such code stays as it is.
pub fn decoded(address: &str) -> Cow<'_, str> {
    if !address.contains('%') {
        return address.into();
    }
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%');
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        // Signs are no digits, though the parser takes them.
        match code.filter(|_| after.first().is_some_and(u8::is_ascii_hexdigit)) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.part(2..);
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).map_or_else(|_| address.into(), Cow::Owned)
}

/// A path as an address has it: letters, digits and what has no other meaning there stay, all else is a code.
pub fn encoded(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~!$'()*,;:+=".contains(&byte) {
            address.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_encoded_once() {
        for path in [
            "a@b.pdf",
            "a b.pdf",
            "Größe.pdf",
            "100% sicher?.pdf",
            "#1&2.pdf",
            "a%20b.pdf",
        ] {
            let address = encoded(path);
            assert!(address.is_ascii() && !address.contains([' ', '#', '?']), "{address}");
            assert_eq!(decoded(&address), path);
        }
        assert_eq!(decoded("100% sicher %zz %+1"), "100% sicher %zz %+1");
    }
}
