//! How fields look: the drawings of ticks and dots, the empty box for text.

use lopdf::{Document, Object, ObjectId, Stream, dictionary};

/// Width and height of a field, in points.
#[derive(Clone, Copy)]
pub(super) struct Size {
    pub(super) width: f32,
    pub(super) height: f32,
}

impl Size {
    /// The size of an annotation's rectangle; `None` when it has none.
    pub(super) fn of(rectangle: &Object) -> Option<Size> {
        let corners: Vec<f32> =
            rectangle.as_array().ok()?.iter().map(Object::as_float).collect::<Result<_, _>>().ok()?;
        let [left, bottom, right, top] = corners.as_slice() else { return None };
        let size = Size { width: right - left, height: top - bottom };
        (size.width > 0.0 && size.height > 0.0).then_some(size)
    }

    fn least(self) -> f32 {
        self.width.min(self.height)
    }
}

/// Adds a drawing as large as its field.
fn add(pdf: &mut Document, size: Size, drawing: String, font: Option<ObjectId>) -> ObjectId {
    let resources = font.map_or_else(|| dictionary! {}, |id| dictionary! { "Font" => dictionary! { "F" => id } });
    let form = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), size.width.into(), size.height.into()],
        "Resources" => resources,
    };
    pdf.add_object(Stream::new(form, drawing.into_bytes()))
}

/// Nothing: a box that is not ticked. The page has drawn its frame.
pub(super) fn empty(pdf: &mut Document, size: Size) -> ObjectId {
    add(pdf, size, String::new(), None)
}

/// A text field with nothing in it yet.
pub(super) fn blank_text(pdf: &mut Document, size: Size, font: ObjectId) -> ObjectId {
    add(pdf, size, "/Tx BMC EMC".to_string(), Some(font))
}

/// A cross from corner to corner.
pub(super) fn cross(pdf: &mut Document, size: Size) -> ObjectId {
    let (near, far) = (0.22 * size.least(), 0.78 * size.least());
    let drawing = format!("q 0.1 G 1.4 w 1 J {near} {near} m {far} {far} l S {near} {far} m {far} {near} l S Q");
    add(pdf, size, drawing, None)
}

/// A filled disc, of four Bézier curves.
pub(super) fn dot(pdf: &mut Document, size: Size) -> ObjectId {
    /// How far the handles of a quarter circle of radius 1 reach.
    const HANDLE: f32 = 0.5523;
    let (x, y, radius) = (size.width / 2.0, size.height / 2.0, 0.26 * size.least());
    let handle = HANDLE * radius;
    let (left, right, low, high) = (x - radius, x + radius, y - radius, y + radius);
    let drawing = format!(
        "q 0.1 g {right} {y} m \
         {right} {} {} {high} {x} {high} c {} {high} {left} {} {left} {y} c \
         {left} {} {} {low} {x} {low} c {} {low} {right} {} {right} {y} c f Q",
        y + handle,
        x + handle,
        x - handle,
        y + handle,
        y - handle,
        x - handle,
        x + handle,
        y - handle,
    );
    add(pdf, size, drawing, None)
}
