//! Makes the fields of a PDF fillable. Typst writes links in their places; here each becomes a field of the form.
//!
//! A link to `field:name` has the exact rectangle, a place in the reading order and an object reference in the structure
//! tree. The link becomes a widget, its element a `Form`. A dotted name is a path: `next.1.date` lies in `1` in `next`.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, dictionary, text_string};

use super::appearance::{self, Size};
use super::form_font::FormFont;
use super::structure;

/// What the print design writes in front of a field's name.
const SCHEME: &str = "field:";
/// Flags of fields (ISO 32000-1, tables 226 to 228).
const MULTILINE: i64 = 1 << 12;
const NO_TOGGLE_TO_OFF: i64 = 1 << 14;
const RADIO: i64 = 1 << 15;
/// A widget is printed with the page.
const PRINT: i64 = 4;

/// What a field asks.
pub(super) struct Field {
    pub(super) kind: Kind,
    /// The question, as screen readers say it.
    pub(super) label: String,
    /// Of a radio button: the words of its answer.
    pub(super) option: Option<String>,
    pub(super) is_multiline: bool,
    pub(super) is_rtl: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Check,
    Radio,
}

impl Kind {
    pub(super) fn named(name: &str) -> Option<Kind> {
        Some(match name {
            "text" => Kind::Text,
            "check" => Kind::Check,
            "radio" => Kind::Radio,
            _ => return None,
        })
    }
}

/// Turns every link to a field into the field.
///
/// # Errors
/// When the print design uses a name twice, breaks a field over two pages, or marks no field of that name.
pub(super) fn make_fillable(pdf: &[u8], fields: &BTreeMap<String, Field>, font: &FormFont) -> Result<Vec<u8>, String> {
    let mut pdf = Document::load_mem(pdf).map_err(|error| error.to_string())?;
    let font = font.embed(&mut pdf);
    let mut form = Form { fields, font, parents: structure::parents(&pdf).map_err(text)?, widgets: Vec::new() };
    for page in pdf.page_iter().collect::<Vec<_>>() {
        for link in annotations(&pdf, page).map_err(text)? {
            form.take(&mut pdf, page, link)?;
        }
        pdf.get_dictionary_mut(page).map_err(text)?.set("Tabs", "S");
    }
    let tree = form.tree(&mut pdf).map_err(text)?;
    let acro_form = pdf.add_object(dictionary! {
        "Fields" => tree,
        "DA" => Object::string_literal(typed(false)),
        "DR" => dictionary! { "Font" => dictionary! { "F" => font } },
    });
    pdf.catalog_mut().map_err(text)?.set("AcroForm", acro_form);
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).compression_level(9).build();
    let mut bytes = Vec::new();
    pdf.save_with_options(&mut bytes, options).map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// What lopdf could not do, in its words.
#[allow(clippy::needless_pass_by_value, reason = "`map_err` hands errors over")]
fn text(error: lopdf::Error) -> String {
    error.to_string()
}

/// Font and size of typed text: `/F` is the font of the form's resources.
fn typed(is_multiline: bool) -> String {
    format!("/F {} Tf 0.1 g", if is_multiline { 10 } else { 11 })
}

fn annotations(pdf: &Document, page: ObjectId) -> Result<Vec<ObjectId>, lopdf::Error> {
    let Ok(list) = pdf.get_dictionary(page)?.get(b"Annots") else { return Ok(Vec::new()) };
    let list = match list {
        Object::Reference(id) => pdf.get_object(*id)?,
        direct => direct,
    };
    Ok(list.as_array()?.iter().filter_map(|one| one.as_reference().ok()).collect())
}

/// Where a link leads, if it is one.
fn destination(pdf: &Document, annotation: &Dictionary) -> Option<String> {
    let action = structure::dictionary(pdf, annotation.get(b"A").ok()?).ok()?;
    let address = action.get(b"URI").ok()?.as_str().ok()?;
    Some(String::from_utf8_lossy(address).into_owned())
}

/// A name and the widget that shows it; several for a group of radio buttons.
struct Widgets {
    name: String,
    kind: Kind,
    label: String,
    ids: Vec<ObjectId>,
}

struct Form<'a> {
    fields: &'a BTreeMap<String, Field>,
    font: ObjectId,
    parents: BTreeMap<i64, ObjectId>,
    widgets: Vec<Widgets>,
}

impl Form<'_> {
    /// Makes a link a widget, if it leads to a field.
    fn take(&mut self, pdf: &mut Document, page: ObjectId, id: ObjectId) -> Result<(), String> {
        let link = pdf.get_dictionary(id).map_err(text)?.clone();
        let Some(address) = destination(pdf, &link) else { return Ok(()) };
        let Some(key) = address.strip_prefix(SCHEME) else { return Ok(()) };
        let field = self.fields.get(key).ok_or_else(|| format!("the field `{key}` is not described"))?;
        let rectangle = link.get(b"Rect").map_err(text)?.clone();
        let size = Size::of(&rectangle).ok_or_else(|| format!("the field `{key}` has no size"))?;
        let parent = link.get(b"StructParent").and_then(Object::as_i64).map_err(text)?;
        let element = *self.parents.get(&parent).ok_or_else(|| format!("the field `{key}` is not tagged"))?;
        structure::become_form(pdf, element, id).map_err(text)?;

        let mut widget = dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "Rect" => rectangle, "P" => page, "F" => PRINT, "StructParent" => parent,
        };
        let (name, answer) = key.split_once('=').unwrap_or((key, "Yes"));
        self.dress(pdf, &mut widget, field, answer, size);
        pdf.objects.insert(id, Object::Dictionary(widget));

        match self.widgets.iter_mut().find(|other| other.name == name) {
            Some(group) if field.kind == Kind::Radio => group.ids.push(id),
            Some(_) => return Err(format!("the field `{name}` is used twice or broken over two pages")),
            None => {
                let label = field.label.clone();
                self.widgets.push(Widgets { name: name.to_string(), kind: field.kind, label, ids: vec![id] });
            }
        }
        Ok(())
    }

    /// What depends on the kind of field: looks, value, words.
    fn dress(&self, pdf: &mut Document, widget: &mut Dictionary, field: &Field, answer: &str, size: Size) {
        if field.kind == Kind::Text {
            let blank = appearance::blank_text(pdf, size, self.font);
            widget.set("FT", "Tx");
            widget.set("TU", text_string(&field.label));
            widget.set("DA", Object::string_literal(typed(field.is_multiline)));
            widget.set("AP", dictionary! { "N" => blank });
            if field.is_multiline {
                widget.set("Ff", MULTILINE);
            }
            if field.is_rtl {
                widget.set("Q", 2);
            }
            return;
        }
        let is_check = field.kind == Kind::Check;
        let on = if is_check { appearance::cross(pdf, size) } else { appearance::dot(pdf, size) };
        let mut looks = dictionary! { "Off" => appearance::empty(pdf, size) };
        looks.set(answer, on);
        widget.set("AP", dictionary! { "N" => looks });
        widget.set("AS", "Off");
        // The characters of ZapfDingbats that viewers draw when they make looks of their own.
        widget.set("MK", dictionary! { "CA" => Object::string_literal(if is_check { "8" } else { "l" }) });
        if is_check {
            widget.set("FT", "Btn");
            widget.set("V", "Off");
            widget.set("TU", text_string(&field.label));
        } else {
            let option = field.option.as_deref().unwrap_or_default();
            widget.set("TU", text_string(&format!("{}: {option}", field.label)));
        }
    }

    /// The fields as a tree, in reading order.
    fn tree(&self, pdf: &mut Document) -> Result<Vec<Object>, lopdf::Error> {
        let mut roots = Vec::new();
        let mut branches: BTreeMap<&str, ObjectId> = BTreeMap::new();
        for widgets in &self.widgets {
            let mut child = leaf(pdf, widgets)?;
            let mut path = widgets.name.as_str();
            let mut is_new = true;
            while is_new && let Some((above, _)) = path.rsplit_once('.') {
                is_new = !branches.contains_key(above);
                let branch = *branches.entry(above).or_insert_with(|| {
                    let name = text_string(last(above));
                    pdf.add_object(dictionary! { "T" => name, "Kids" => Vec::<Object>::new() })
                });
                pdf.get_dictionary_mut(child)?.set("Parent", branch);
                pdf.get_dictionary_mut(branch)?.get_mut(b"Kids")?.as_array_mut()?.push(child.into());
                (child, path) = (branch, above);
            }
            if is_new {
                roots.push(child.into());
            }
        }
        Ok(roots)
    }
}

/// The field itself: a widget, or the parent of a group of radio buttons.
fn leaf(pdf: &mut Document, widgets: &Widgets) -> Result<ObjectId, lopdf::Error> {
    let id = if widgets.kind == Kind::Radio {
        let kids: Vec<Object> = widgets.ids.iter().map(|id| Object::Reference(*id)).collect();
        let group = pdf.add_object(dictionary! {
            "FT" => "Btn", "Ff" => RADIO | NO_TOGGLE_TO_OFF, "TU" => text_string(&widgets.label), "V" => "Off", "Kids" => kids,
        });
        for id in &widgets.ids {
            pdf.get_dictionary_mut(*id)?.set("Parent", group);
        }
        group
    } else {
        widgets.ids[0]
    };
    pdf.get_dictionary_mut(id)?.set("T", text_string(last(&widgets.name)));
    Ok(id)
}

/// The last part of a dotted name.
fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}
