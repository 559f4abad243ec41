//! `options.yaml`: answers that several questions share.

use super::OptionSets;
use crate::base::diag::Diagnostics;
use crate::base::yaml::{Value, Yaml, from_value, key_text};
use crate::content::document::Reading;
use crate::content::fill::Names;
use crate::content::form::{Choice, choices};

/// Reads the file of a language: in the original a list of `{id, label}` for each set, in a translation words by id.
pub(super) fn read(reading: &Reading, diags: &mut Diagnostics) -> OptionSets {
    let mut yaml = Yaml::parse(reading.source, reading.text, 0..reading.text.len(), diags);
    Names { reading, is_message: false }.fill_front(&mut yaml, diags);
    let mut sets = OptionSets::new();
    for (name, value) in yaml.values() {
        let name = key_text(name);
        let set: Option<Vec<Choice>> = match value {
            Value::Mapping(words) => {
                Some(words.iter().map(|(id, label)| Choice { id: key_text(id), label: key_text(label) }).collect())
            }
            list => from_value(list),
        };
        let Some(set) = set else {
            diags
                .error("wrong-type", yaml.at(&[&name]), format!("`{name}` is not a set of options"))
                .help("write a list of `{id: …, label: …}`, in a translation `id: words`");
            continue;
        };
        // Words by id are a translation's: its ids are the original's, and it may leave words out.
        if value.is_sequence() {
            let at = |below: &[&str]| yaml.at(&[&[name.as_str()][..], below].concat());
            choices::check(&set, &name, "options", at, diags);
        }
        sets.insert(name, set);
    }
    sets
}
