//! The code book: every field and answer of a survey with its words, as a table for spreadsheets and statistics programs (RFC 4180).

use super::{Answer, Choice, Question, Survey, Words};
use crate::base::diag::Diagnostic;
use crate::engine::artifact::Made;
use crate::formats::{Tools, View};

/// Without it, some spreadsheets take the file for Latin 1.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The columns before the languages.
const COLUMNS: [&str; 4] = ["field", "type", "required", "option"];

/// Makes the code book of a survey.
pub(super) fn make(_: &Tools, view: &View) -> Result<Made, Box<Diagnostic>> {
    let View::Survey(survey) = view else { unreachable!("code books are planned with surveys") };
    let mut table = Table { survey, text: BYTE_ORDER_MARK.to_string() };
    table.line(&COLUMNS, &survey.languages);
    for question in survey.parts.iter().flat_map(|part| &part.questions) {
        table.question(question);
    }
    Ok(table.text.into_bytes().into())
}

struct Table<'a> {
    survey: &'a Survey,
    text: String,
}

impl Table<'_> {
    fn question(&mut self, question: &Question) {
        let name = question.name.as_str();
        let required = question.required.as_str();
        let mut field = |kind: &str| self.line(&[name, kind, required, ""], &question.label);
        match &question.answer {
            Answer::Text | Answer::Lines | Answer::Email | Answer::Phone => field("text"),
            Answer::Number => field("integer"),
            Answer::Date => field("date"),
            Answer::Time => field("time"),
            Answer::Note => {}
            Answer::One(list) => {
                field("select_one");
                self.options(name, *list);
            }
            Answer::Any(list) => {
                field("select_multiple");
                self.options(name, *list);
            }
            Answer::Matrix(list, statements) => {
                field("group");
                for Choice { name, label, .. } in statements {
                    self.line(&[name, "select_one", required, ""], label);
                    self.options(name, *list);
                }
            }
            Answer::Repeat(columns) => {
                field("repeat");
                columns.iter().for_each(|column| self.question(column));
            }
        }
    }

    fn options(&mut self, field: &str, list: usize) {
        let survey = self.survey;
        for choice in &survey.lists[list].choices {
            self.line(&[field, "", "", &choice.name], &choice.label);
        }
    }

    fn line(&mut self, facts: &[&str], words: &Words) {
        let cells = facts.iter().copied().chain(words.iter().map(String::as_str)).map(cell);
        self.text.push_str(&cells.collect::<Vec<_>>().join(","));
        self.text.push_str("\r\n");
    }
}

/// A cell that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    // Some spreadsheets trim cells before they look at them, and know the wide forms of these signs.
    let formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let guard = if formula || text.starts_with(['\t', '\r', '\n']) { "'" } else { "" };
    if text.contains(['"', ',', '\n', '\r']) || text.starts_with(' ') {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_run() {
        assert_eq!(cell("Kyllä"), "Kyllä");
        assert_eq!(cell("Kyllä, heti"), "\"Kyllä, heti\"");
        assert_eq!(cell("say \"yes\""), "\"say \"\"yes\"\"\"");
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("-2,5"), "\"'-2,5\"");
        assert_eq!(cell(" \t@SUM(1)"), "\"' \t@SUM(1)\"");
        assert_eq!(cell("\r=1"), "\"'\r=1\"");
        assert_eq!(cell("＝1"), "'＝1");
    }
}
