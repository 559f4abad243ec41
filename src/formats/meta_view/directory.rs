//! What templates see of a directory: its entries, and which of them nobody has checked for a year.

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::content::directory::{Directory, Entry};
use crate::formats::body::Body;
use crate::formats::view::DateView;
use crate::markup::html::write;
use crate::site::Page;

/// The intro as HTML, and the entries.
pub(super) fn directory(body: &Body, page: Page, directory: &Directory) -> (String, Value) {
    let views = body.views;
    let doc = page.doc;
    let formats = &views.planning.site.config.language(&doc.lang).formats;
    let today = doc.front.reviewed.max(doc.front.checked);
    let intro = directory.intro.as_ref().map(|text| write(&doc.markdown(text), body));
    let entry = |entry: &Entry| {
        let checked = entry.last_checked.map(|date| DateView { iso: date.to_string(), text: formats.date(date) });
        let status = serde_json::to_value(entry.status).unwrap_or_default();
        let key = format!("directory.status.{}", status.as_str().unwrap_or_default());
        let mut view = serde_json::to_value(entry).unwrap_or_default();
        view["status"] = json!({ "word": status, "text": views.planning.phrase(&key, &doc.lang) });
        view["last_checked"] = json!(checked);
        view["is_old"] = is_old(entry.last_checked, today).into();
        view
    };
    let entries: Vec<Value> = directory.entries.iter().map(entry).collect();
    (intro.unwrap_or_default(), json!({ "entries": entries }))
}

/// Whether nobody has looked at an entry in the year before the page itself was looked at. There is no clock here.
fn is_old(checked: Option<Date>, page: Option<Date>) -> bool {
    match (checked, page) {
        (None, _) => true,
        (Some(checked), Some(page)) => checked.checked_add(1.year()).is_ok_and(|until| until < page),
        (Some(_), None) => false,
    }
}
