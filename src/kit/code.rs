//! QR codes (ISO/IEC 18004) as SVG.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

use crate::extent::Whole;

/// The free margin that readers of codes need, in modules.
const QUIET: i32 = 4;

/// The code of an address; `None` where it is too long. A quarter of a printed code may be dirty or torn.
pub(super) fn svg(address: &str) -> Option<String> {
    let code = QrCode::encode_text(address, QrCodeEcc::Quartile).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in (0..size).filter(|x| code.get_module(*x, y)) {
            // Writing into a string cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", x.plus(QUIET), y.plus(QUIET));
        }
    }
    let side = size.plus(QUIET.times(2));
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"QR-Code\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>"
    ))
}
