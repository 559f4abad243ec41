//! QR codes, so that a sheet of paper leads back to its page.

use qrcodegen::{QrCode, QrCodeEcc};

/// The code of an address, row by row, `true` is dark; empty for an address too long for a code.
pub(super) fn code(address: &str) -> Vec<Vec<bool>> {
    let Ok(code) = QrCode::encode_text(address, QrCodeEcc::Medium) else { return Vec::new() };
    let side = 0..code.size();
    side.clone().map(|y| side.clone().map(|x| code.get_module(x, y)).collect()).collect()
}
