//! Surveys: the questions of a form, for the organiser's own tools. `sheets/surveys.py` looks into the workbooks.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::support::{Guide, guide};

/// A survey with these fields, and their words in Swedish.
fn survey(fields: &str, swedish: &str) -> Guide {
    guide(&format!(
        "
        -- content/guide.yaml --
        title: G
        languages: [fi, sv, {{tag: ar, partial: true}}]
        -- content/fi/options.yaml --
        yes3: [{{id: \"yes\", label: Kyllä}}, {{id: \"no\", label: Ei}}, {{id: not_sure, label: En tiedä}}]
        -- content/sv/options.yaml --
        yes3: {{\"yes\": Ja, \"no\": Nej, not_sure: ~}}
        -- content/sv/index.md --
        ---
        title: Hem
        ---
        -- content/fi/forms/index.md --
        ---
        title: Lomakkeet
        ---
        -- content/fi/forms/end.yaml --
        title: Kysely
        slug: loppukysely
        form: {{survey: true, date: 2026-11-22}}
        sections:
          - id: all
            title: Kaikki
            fields: [{fields}]
        -- content/sv/forms/end.yaml --
        title: Enkät
        slug: enkat
        sections: {{all: {{title: Allt}}}}
        fields: {{{swedish}}}
        "
    ))
}

fn good() -> Guide {
    survey("{id: good, type: radio, label: Oliko hyvä?, required: true, options: yes3}", "good: {label: Var det bra?}")
}

#[test]
fn a_code_book_tells_every_answer_in_every_language() {
    assert_eq!(
        good().file("fi/forms/loppukysely/loppukysely.csv"),
        "\u{feff}field,type,required,option,Suomi (fi),Svenska (sv)\r\n\
         good,select_one,yes,,Oliko hyvä?,Var det bra?\r\n\
         good,,,yes,Kyllä,Ja\r\n\
         good,,,no,Ei,Nej\r\n\
         good,,,not_sure,En tiedä,En tiedä\r\n"
    );
}

#[test]
fn a_form_that_is_no_survey_has_no_code_book() {
    let built = guide(
        "
        -- content/en/forms/index.md --
        ---
        title: Forms
        ---
        -- content/en/forms/end.yaml --
        title: End
        sections: [{id: all, fields: [{id: good, type: text, label: Was it good?}]}]
        ",
    );
    assert!(!built.has("en/forms/end/end.csv") && !built.has("en/forms/end/end.xlsx"), "{}", built.messages());
}

#[test]
fn no_spreadsheet_runs_a_cell_of_a_code_book() {
    let built = survey("{id: sum, type: text, label: \"=1+1\"}", "sum: {label: \"@x\"}");
    let book = built.file("fi/forms/loppukysely/loppukysely.csv");
    assert!(book.contains("sum,text,,,'=1+1,'@x"), "{book}");
}

#[test]
fn two_builds_make_the_same_workbook() {
    let workbook = || good().built.artifacts.get("fi/forms/loppukysely/loppukysely.xlsx").unwrap().bytes.clone();
    let first = workbook();
    // Archives tell times in steps of two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert!(workbook() == first);
}

#[test]
fn no_text_stands_for_an_answer() {
    let words = "{label: \"A ${good}\", options: {one: \"B ${good}\", two: Två}}";
    let field = "{id: good, type: radio, label: \"C ${good}\", options: [{id: one, label: \"D ${good}\"}, {id: two, label: Kaksi}]}";
    let built = survey(field, &format!("good: {words}"));
    let workbook = built
        .built
        .artifacts
        .get("fi/forms/loppukysely/loppukysely.xlsx")
        .unwrap_or_else(|| panic!("{}", built.messages()));
    let mut texts = String::new();
    let mut package = ZipArchive::new(Cursor::new(workbook.bytes.to_vec())).unwrap();
    package.by_name("xl/sharedStrings.xml").unwrap().read_to_string(&mut texts).unwrap();
    assert!(!texts.contains("${"), "{texts}");
    for letter in ["A", "B", "C", "D"] {
        assert!(texts.contains(&format!("{letter} $ {{good}}")), "{letter}: {texts}");
    }
}
