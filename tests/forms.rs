//! Forms: structure from the original, words from the language.

use crate::support::guide;

const FORM: &str = "
    -- content/guide.yaml --
    title: G
    languages: [fi, {tag: en, partial: true}]
    variables: {weeks: 4 or 5}
    -- content/fi/index.md --
    ---
    title: Koti
    ---
    [sopimus](forms/agreement.yaml#plan)
    -- content/fi/options.yaml --
    rhythm: [{id: weekly, label: Viikoittain}, {id: monthly, label: Kuukausittain}]
    -- content/en/options.yaml --
    rhythm: {weekly: Weekly, monthly: 'Every {{ weeks }} weeks -- \"monthly\"'}
    -- content/fi/forms/index.md --
    ---
    title: Lomakkeet
    ---
    -- content/fi/forms/agreement.yaml --
    title: Sopimus
    sections:
      - id: plan
        title: Suunnitelma
        fields:
          - {id: rhythm, type: radio, label: Kuinka usein, options: rhythm}
          - {id: mode, type: checks, label: Miten, options: [{id: live, label: Kasvokkain}]}
    -- content/en/forms/agreement.yaml --
    title: Agreement
    translated_from: \"000000000000\"
    sections: {plan: {title: Plan}}
    fields:
      rhythm: {label: How often}
      mode: {label: How, options: {live: Face to face}}
";

#[test]
fn a_translation_gives_words_to_the_originals_structure() {
    let built = guide(FORM);
    let english = built.page("en/forms/agreement/");
    for words in ["Plan", "How often", "Weekly", "Every 4 or 5 weeks – “monthly”", "Face to face"] {
        assert!(english.contains(words), "{words} is missing: {english}");
    }
    assert!(!english.contains("Viikoittain"));
    assert!(built.page("fi/forms/agreement/").contains("Kuukausittain"));
}

#[test]
fn pages_can_link_to_a_part_of_a_form() {
    assert!(guide(FORM).page("fi/").contains("href=\"forms/agreement/#plan\""));
}
