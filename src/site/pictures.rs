//! How large pictures are.

use super::Site;

/// The most pixels of a picture: what a good camera makes. Each takes some eight bytes while a sheet is made, and four in a reader's phone.
const MOST_PIXELS: u64 = 25_000_000;

/// Width and height of a picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// From side to side.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl Size {
    /// Whether it is more than sheets and phones can take.
    pub fn is_too_large(self) -> bool {
        u64::from(self.width) * u64::from(self.height) > MOST_PIXELS
    }
}

impl Site {
    /// The size of a picture at its path below `content/`, from its first bytes; `None` where it has none in pixels, as drawings.
    pub fn picture_size(&self, path: &str) -> Option<Size> {
        let size = imagesize::blob_size(self.media.get(path)?).ok()?;
        Some(Size { width: u32::try_from(size.width).ok()?, height: u32::try_from(size.height).ok()? })
    }
}
