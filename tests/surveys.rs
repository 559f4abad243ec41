//! Surveys: the questions of a form, for the organiser's own tools. `sheets/surveys.py` looks into the workbooks.

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
    assert!(workbook() == workbook());
}
