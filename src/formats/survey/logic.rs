//! Conditions of forms as expressions of XLSForm.

use std::collections::BTreeMap;

use super::{Answer, List, Question};
use crate::content::form::{Conditions, Field, FieldKind};

/// The questions that conditions can ask about, by the id of their field.
#[derive(Default)]
pub(super) struct Asked(BTreeMap<String, Choosing>);

struct Choosing {
    name: String,
    list: usize,
    is_many: bool,
}

impl Asked {
    /// Remembers a question; only answers that are chosen can be asked about.
    pub(super) fn add(&mut self, field: &Field, question: &Question) {
        let (list, is_many) = match question.answer {
            Answer::One(list) => (list, false),
            Answer::Any(list) => (list, true),
            _ => return,
        };
        self.0.insert(field.id.clone(), Choosing { name: question.name.clone(), list, is_many });
    }

    /// True when every field of the conditions has one of its answers; empty when there are none.
    pub(super) fn relevant(&self, conditions: &Conditions, lists: &[List]) -> String {
        let mut all = Vec::new();
        for (id, answers) in conditions {
            let Some(asked) = self.0.get(id) else { continue };
            let choices = &lists[asked.list].choices;
            let chosen = choices.iter().filter(|choice| answers.ids().contains(&choice.id));
            let any: Vec<String> = chosen
                .map(|choice| match asked.is_many {
                    true => format!("selected(${{{}}}, '{}')", asked.name, choice.name),
                    false => format!("${{{}}} = '{}'", asked.name, choice.name),
                })
                .collect();
            match any.as_slice() {
                [] => {}
                [one] => all.push(one.clone()),
                _ if conditions.len() == 1 => all.push(any.join(" or ")),
                _ => all.push(format!("({})", any.join(" or "))),
            }
        }
        all.join(" and ")
    }
}

/// What must be true of the answer to a field; empty when anything may be.
pub(super) fn constraint(field: &Field) -> String {
    let least = field.min.filter(|_| field.kind == FieldKind::Number).map(|min| format!(". >= {min}"));
    let greatest = field.max.filter(|_| field.kind == FieldKind::Number).map(|max| format!(". <= {max}"));
    let most = field.max_choices.filter(|_| field.kind == FieldKind::Checks);
    let most = most.map(|most| format!("count-selected(.) <= {most}"));
    let address = (field.kind == FieldKind::Email).then(|| "regex(., '[^@ ]+@[^@ ]+')".to_string());
    [least, greatest, most, address].into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

/// Whether a field must be answered: always, never, or while all of `others` are empty.
pub(super) fn required(field: &Field, others: &[String]) -> String {
    match (field.required, others) {
        (true, _) => "yes".to_string(),
        (false, []) => String::new(),
        (false, others) => others.iter().map(|name| format!("${{{name}}} = ''")).collect::<Vec<_>>().join(" and "),
    }
}
