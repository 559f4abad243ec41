//! Sheets as Word files, to be changed by the organiser.

use super::{Tools, View};
use crate::base::diag::Diagnostic;
use crate::engine::artifact::Made;

/// Makes the Word file of a sheet.
pub(super) fn make(_: &Tools, view: &View) -> Result<Made, Box<Diagnostic>> {
    let View::Sheet(_) = view else { unreachable!("Word files are planned with sheets") };
    Ok(Vec::new().into())
}
