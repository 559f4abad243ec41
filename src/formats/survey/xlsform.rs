//! An XLSForm workbook: the file from which ODK, KoboToolbox and others make a survey (https://xlsform.org).

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{Answer, Choice, Part, Question, Survey, Words};
use crate::base::diag::Diagnostic;
use crate::engine::artifact::Made;
use crate::formats::{Tools, View};

/// Columns of words; each stands once for every language.
const TEXTS: [&str; 4] = ["label", "hint", "required_message", "constraint_message"];
/// The other columns of questions.
const FACTS: [&str; 6] = ["type", "name", "required", "relevant", "constraint", "appearance"];

/// The most characters that a cell can hold.
const LONGEST: usize = 32_767;

/// Makes the workbook of a survey.
pub(super) fn make(_: &Tools, view: &View) -> Result<Made, Box<Diagnostic>> {
    let View::Survey(survey) = view else { unreachable!("workbooks are planned with surveys") };
    let bytes = workbook(survey).expect("names of sheets, cells and dates are in their bounds");
    Ok(bytes.into())
}

fn workbook(survey: &Survey) -> Result<Vec<u8>, XlsxError> {
    let (year, month, day) = survey.date;
    let day = ExcelDateTime::from_ymd(
        u16::try_from(year).unwrap_or(2000).max(1900),
        month.unsigned_abs(),
        day.unsigned_abs(),
    )?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(&survey.title).set_creation_datetime(&day));

    let mut rows = Rows { survey, rows: Vec::new() };
    survey.parts.iter().for_each(|part| rows.part(part));
    let columns = |texts: &[&str]| {
        let named = |text: &&str| {
            survey.languages.iter().map(move |language| format!("{text}::{language}")).collect::<Vec<_>>()
        };
        texts.iter().flat_map(named).collect::<Vec<_>>()
    };
    let heads: Vec<String> = FACTS.iter().map(ToString::to_string).chain(columns(&TEXTS)).collect();
    table(workbook.add_worksheet().set_name("survey")?, &heads, &rows.rows)?;

    let choices = survey.lists.iter().flat_map(|list| {
        list.choices.iter().map(|Choice { name, label, .. }| {
            [vec![list.name.clone(), name.clone()], label.iter().map(|text| literal(text)).collect()].concat()
        })
    });
    let heads = [vec!["list_name".to_string(), "name".to_string()], columns(&TEXTS[..1])].concat();
    table(workbook.add_worksheet().set_name("choices")?, &heads, &choices.collect::<Vec<_>>())?;

    let settings = [
        ("form_title", &survey.title),
        ("form_id", &survey.id),
        ("version", &survey.version),
        ("default_language", &survey.languages[0]),
    ];
    let (heads, values): (Vec<_>, Vec<_>) =
        settings.into_iter().map(|(key, value)| (key.to_string(), value.clone())).unzip();
    table(workbook.add_worksheet().set_name("settings")?, &heads, &[values])?;
    workbook.save_to_buffer()
}

/// Survey tools put the answer of `name` in the place of `${name}`.
fn literal(text: &str) -> String {
    text.replace("${", "$ {")
}

/// A sheet. Texts are written as texts, so none of them is ever a formula.
fn table(sheet: &mut Worksheet, heads: &[String], rows: &[Vec<String>]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_freeze_panes(1, 0)?;
    for (column, head) in (0..).zip(heads) {
        sheet.write_string_with_format(0, column, cut(head), &bold)?;
        sheet.set_column_width(column, if head.contains("::") { 40 } else { 20 })?;
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, cut(cell))?;
        }
    }
    Ok(())
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// The rows of the sheet of questions.
struct Rows<'a> {
    survey: &'a Survey,
    rows: Vec<Vec<String>>,
}

/// The cells of a row that hold no words, in the order of [`FACTS`].
#[derive(Default)]
struct Facts<'a> {
    kind: &'a str,
    name: &'a str,
    required: &'a str,
    relevant: &'a str,
    constraint: &'a str,
    appearance: &'a str,
}

impl Rows<'_> {
    fn part(&mut self, part: &Part) {
        let Part { name, relevant, .. } = part;
        self.add(&Facts { kind: "begin_group", name, relevant, ..Facts::default() }, &[&part.label]);
        if part.intro.iter().any(|text| !text.is_empty()) {
            let name = &format!("{name}_intro");
            self.add(&Facts { kind: "note", name, ..Facts::default() }, &[&part.intro]);
        }
        part.questions.iter().for_each(|question| self.question(question));
        self.end("end_group");
    }

    fn question(&mut self, question: &Question) {
        let Question { name, required, relevant, constraint, .. } = question;
        let list = |kind: &str, list: usize| format!("{kind} {}", self.survey.lists[list].name);
        let (kind, appearance) = match &question.answer {
            Answer::Text => ("text".to_string(), ""),
            Answer::Lines => ("text".to_string(), "multiline"),
            Answer::Email => ("text".to_string(), "email"),
            // The keyboard of digits, which a telephone number can be typed with.
            Answer::Phone => ("text".to_string(), "numbers"),
            Answer::Number => ("integer".to_string(), ""),
            Answer::Date => ("date".to_string(), ""),
            Answer::Time => ("time".to_string(), ""),
            Answer::Note => ("note".to_string(), ""),
            Answer::One(one) => (list("select_one", *one), ""),
            Answer::Any(many) => (list("select_multiple", *many), ""),
            Answer::Matrix(one, statements) => return self.matrix(question, &list("select_one", *one), statements),
            Answer::Repeat(columns) => return self.repeat(question, columns),
        };
        let required = if matches!(question.answer, Answer::Note) { "" } else { required };
        let facts = Facts { kind: &kind, name, required, relevant, constraint, appearance };
        self.add(&facts, &self.texts(question, required, constraint));
    }

    /// Statements in rows under one head of answers.
    fn matrix(&mut self, question: &Question, kind: &str, statements: &[Choice]) {
        let Question { name, required, relevant, hint, label, .. } = question;
        self.add(
            &Facts { kind: "begin_group", name, relevant, appearance: "table-list", ..Facts::default() },
            &[label, hint],
        );
        for Choice { name, label, .. } in statements {
            let texts: &[&Words] = if required.is_empty() { &[label] } else { &[label, &Vec::new(), &question.error] };
            self.add(&Facts { kind, name, required, ..Facts::default() }, texts);
        }
        self.end("end_group");
    }

    fn repeat(&mut self, question: &Question, columns: &[Question]) {
        let Question { name, relevant, label, hint, .. } = question;
        self.add(&Facts { kind: "begin_repeat", name, relevant, ..Facts::default() }, &[label, hint]);
        columns.iter().for_each(|column| self.question(column));
        self.end("end_repeat");
    }

    /// The texts of a question, in the order of [`TEXTS`]; the message only where there is something to miss or to mistake.
    fn texts<'q>(&self, question: &'q Question, required: &str, constraint: &str) -> [&'q [String]; 4] {
        let message = |reason: &str| if reason.is_empty() { &[] } else { question.error.as_slice() };
        [&question.label, &question.hint, message(required), message(constraint)]
    }

    fn add(&mut self, facts: &Facts, texts: &[impl AsRef<[String]>]) {
        let Facts { kind, name, required, relevant, constraint, appearance } = *facts;
        let mut row = [kind, name, required, relevant, constraint, appearance].map(str::to_string).to_vec();
        for words in texts {
            let words = words.as_ref();
            let cells = (0..self.survey.languages.len()).map(|at| words.get(at).map(|text| literal(text)));
            row.extend(cells.map(Option::unwrap_or_default));
        }
        self.rows.push(row);
    }

    fn end(&mut self, kind: &str) {
        self.rows.push(vec![kind.to_string()]);
    }
}
