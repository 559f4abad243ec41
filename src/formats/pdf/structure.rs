//! The structure tree of a tagged PDF, as far as form fields touch it.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// The structure element of every annotation, by its `/StructParent` (ISO 32000-1, 14.7.4.4).
pub(super) fn parents(pdf: &Document) -> Result<BTreeMap<i64, ObjectId>, lopdf::Error> {
    let root = dictionary(pdf, pdf.catalog()?.get(b"StructTreeRoot")?)?;
    let mut parents = BTreeMap::new();
    let mut open = vec![root.get(b"ParentTree")?.clone()];
    while let Some(node) = open.pop() {
        let node = dictionary(pdf, &node)?;
        if let Ok(numbers) = node.get(b"Nums").and_then(Object::as_array) {
            for pair in numbers.chunks_exact(2) {
                // Pages have lists here, annotations one reference.
                if let (Ok(key), Ok(element)) = (pair[0].as_i64(), pair[1].as_reference()) {
                    parents.insert(key, element);
                }
            }
        }
        if let Ok(kids) = node.get(b"Kids").and_then(Object::as_array) {
            open.extend(kids.iter().cloned());
        }
    }
    Ok(parents)
}

/// Makes the element that holds an annotation a `Form` with the annotation as its only kid (ISO 14289-1, 7.18.4).
pub(super) fn become_form(pdf: &mut Document, element: ObjectId, annotation: ObjectId) -> Result<(), lopdf::Error> {
    let element = pdf.get_dictionary_mut(element)?;
    if let Some(reference) = object_reference(element.get(b"K")?, annotation) {
        element.set("K", reference);
    }
    element.set("S", "Form");
    element.remove(b"Alt");
    Ok(())
}

/// The object reference to `annotation` among the kids of an element.
fn object_reference(kids: &Object, annotation: ObjectId) -> Option<Object> {
    match kids {
        Object::Dictionary(kid) => {
            let is_meant = kid.get(b"Obj").and_then(Object::as_reference).is_ok_and(|object| object == annotation);
            is_meant.then(|| kids.clone())
        }
        Object::Array(kids) => kids.iter().find_map(|kid| object_reference(kid, annotation)),
        _ => None,
    }
}

/// A dictionary, directly or by reference.
pub(super) fn dictionary<'p>(pdf: &'p Document, object: &'p Object) -> Result<&'p Dictionary, lopdf::Error> {
    match object {
        Object::Reference(id) => pdf.get_dictionary(*id),
        direct => direct.as_dict(),
    }
}
