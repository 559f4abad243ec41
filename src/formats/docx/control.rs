//! Content controls: places for answers, found by their tags, announced by their titles.

use super::draft::Draft;
use super::element::Element;
use super::runs::{Look, line_break, words};
use crate::base::digest::Digest;
use crate::content::form::Choice;

/// Word takes no longer titles and tags, counted in UTF-16.
const LONGEST: usize = 64;
/// Where Word's own boxes come from.
const BOX_FACE: &str = "MS Gothic";
const BOX: &str = "☐";

/// What an answer is.
#[derive(Clone, Copy)]
pub(super) enum Answer<'a> {
    /// Words, with room for so many lines.
    Words(usize),
    /// A day.
    Day,
    /// One of these, or other words.
    OneOf(&'a [Choice]),
}

/// Where a place to write stands.
#[derive(Clone, Copy)]
pub(super) enum Room {
    /// It has a line of its own.
    Line,
    /// It is a cell of a table.
    Cell,
}

/// A place to write in.
pub(super) fn blank(draft: &mut Draft, tag: &str, title: &str, answer: Answer, room: Room) -> Element {
    let (key, lines, kind) = match answer {
        // A control of no kind takes any text. In one of the kind `w:text`, LibreOffice puts empty lines first.
        Answer::Words(lines) => ("form.write_here", lines, None),
        Answer::Day => ("form.date_here", 1, Some(day(draft))),
        Answer::OneOf(choices) => ("form.write_here", 1, Some(one_of(choices))),
    };
    let prompt = match room {
        Room::Line => draft.phrase(key),
        Room::Cell => draft.phrase("form.write_short"),
    };
    let mut runs = words(draft, prompt, Look { style: Some("PlaceholderText"), ..Look::default() });
    // Empty lines make the place as high as on paper; they go when something is written.
    runs.extend((1..lines).map(|_| line_break()));
    let properties = properties(draft, tag, title).with(Element::new("w:showingPlcHdr")).with_all(kind);
    control(properties, runs)
}

/// A box to tick. Word has no boxes of which only one can be ticked, so each answer has its own, as on paper.
pub(super) fn tick(draft: &mut Draft, tag: &str, title: &str) -> Element {
    let state = |name, code| Element::new(name).set("w14:val", code).set("w14:font", BOX_FACE);
    let kind = Element::new("w14:checkbox")
        .with(Element::new("w14:checked").set("w14:val", 0))
        .with(state("w14:checkedState", "2612"))
        .with(state("w14:uncheckedState", "2610"));
    let face = ["w:ascii", "w:hAnsi", "w:eastAsia"].into_iter();
    let face = face.fold(Element::new("w:rFonts"), |face, script| face.set(script, BOX_FACE)).set("w:hint", "eastAsia");
    let look = Element::new("w:rPr").with(face);
    let run = Element::new("w:r").with(look).with(Element::new("w:t").with_text(BOX));
    control(properties(draft, tag, title).with(kind), vec![run])
}

/// A question and one of its answers as one title: when both are too long, the question is cut.
pub(super) fn title(question: &str, answer: &str) -> String {
    let room = LONGEST.saturating_sub(length(answer) + 2);
    if room < LONGEST / 4 { answer.to_string() } else { format!("{}: {answer}", shortened(question, room)) }
}

fn control(properties: Element, runs: Vec<Element>) -> Element {
    Element::new("w:sdt").with(properties).with(Element::new("w:sdtContent").with_all(runs))
}

fn properties(draft: &mut Draft, tag: &str, title: &str) -> Element {
    Element::new("w:sdtPr")
        .with(Element::saying("w:alias", shortened(title, LONGEST)))
        .with(Element::saying("w:tag", fitting(tag)))
        .with(Element::saying("w:id", draft.next_control()))
}

fn day(draft: &Draft) -> Element {
    Element::new("w:date")
        .with(Element::saying("w:dateFormat", draft.phrase("form.date_format")))
        .with(Element::saying("w:lid", draft.language()))
        .with(Element::saying("w:storeMappedDataAs", "dateTime"))
        .with(Element::saying("w:calendar", "gregorian"))
}

fn one_of(choices: &[Choice]) -> Element {
    let item = |one: &Choice| Element::new("w:listItem").set("w:displayText", &one.label).set("w:value", &one.id);
    Element::new("w:comboBox").with_all(choices.iter().map(item))
}

/// A tag that Word takes: one that is too long keeps its beginning, and tells by a digest which it was.
fn fitting(tag: &str) -> String {
    if length(tag) <= LONGEST {
        return tag.to_string();
    }
    let digest = Digest::of(tag.as_bytes()).short();
    format!("{}.{digest}", tag.chars().take(LONGEST - 1 - digest.len()).collect::<String>())
}

fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

fn shortened(text: &str, most: usize) -> String {
    if length(text) <= most {
        return text.to_string();
    }
    let mut short = String::new();
    let mut room = most.saturating_sub(1);
    for one in text.chars() {
        if one.len_utf16() > room {
            break;
        }
        room -= one.len_utf16();
        short.push(one);
    }
    format!("{}…", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_fit_into_word_and_keep_the_answer() {
        assert_eq!(title("Is it safe?", "Yes"), "Is it safe?: Yes");
        let long = "How did the two of you agree on what you would do ".repeat(3);
        let title = title(&long, "We did not agree on it");
        assert!(title.ends_with("…: We did not agree on it") && length(&title) <= LONGEST, "{title}");
        assert_eq!(length(&shortened(&long, LONGEST)), LONGEST - usize::from(long.as_bytes()[LONGEST - 2] == b' '));
    }
}
