//! What a paragraph may be, and how each looks. Knows nothing about XML.

pub(super) const ACCENT: &str = "0B4F6C";
/// The same to the eye: Word draws one frame around neighbours whose frames are the same in everything.
const ACCENT_NEXT: &str = "0B4F6D";
pub(super) const INK: &str = "1A1A1A";
pub(super) const LINE: &str = "6B7480";
pub(super) const TINT: &str = "EEF4F7";
/// Sizes in half points.
pub(super) const TEXT: usize = 21;
const SMALL: usize = 19;
const FOOT: usize = 17;
/// How far text stands in from the side of its frame, in twentieths of a point.
const INSET: usize = 113;

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Style {
    /// Text.
    #[default]
    Normal,
    /// The name of the sheet.
    Title,
    /// One sentence about it.
    Lead,
    /// A part of the sheet.
    Heading1,
    /// A part of a part.
    Heading2,
    /// A part of that.
    Heading3,
    /// A question.
    Label,
    /// Help for answering.
    Hint,
    /// When to answer.
    Condition,
    /// What to know beforehand.
    Fact,
    /// A place to write in.
    Field,
    /// Answers to tick.
    Answers,
    /// The text of a cell.
    Cell,
    /// What stands in the middle of a cell.
    CellCentre,
    /// What must not be missed.
    Callout,
    /// The same, where one follows another.
    CalloutNext,
    /// Somebody else's words.
    Quote,
    /// A line across the sheet.
    Rule,
    /// The line to sign on.
    Sign,
    /// The space below a table.
    Gap,
    /// The head of later pages.
    Header,
    /// The foot of every page.
    Footer,
}

/// Every style.
pub(super) const ALL: [Style; 22] = [
    Style::Normal,
    Style::Title,
    Style::Lead,
    Style::Heading1,
    Style::Heading2,
    Style::Heading3,
    Style::Label,
    Style::Hint,
    Style::Condition,
    Style::Fact,
    Style::Field,
    Style::Answers,
    Style::Cell,
    Style::CellCentre,
    Style::Callout,
    Style::CalloutNext,
    Style::Quote,
    Style::Rule,
    Style::Sign,
    Style::Gap,
    Style::Header,
    Style::Footer,
];

impl Style {
    /// The heading of a level; deeper ones look like the deepest.
    pub(super) fn heading(level: u8) -> Style {
        match level {
            0 | 1 => Style::Heading1,
            2 => Style::Heading2,
            _ => Style::Heading3,
        }
    }

    /// The style of a callout, by its number.
    pub(super) fn callout(number: usize) -> Style {
        if number.is_multiple_of(2) { Style::CalloutNext } else { Style::Callout }
    }

    /// Whether a frame is drawn around it.
    pub(super) fn is_framed(self) -> bool {
        matches!(self.definition().borders, Borders::Frame(_))
    }

    /// How far it is set in, in twentieths of a point.
    pub(super) fn indent(self) -> usize {
        match self {
            Style::Quote => 360,
            Style::Answers => 300,
            style if style.is_framed() => INSET,
            _ => 0,
        }
    }

    /// Its name in the file.
    pub(super) fn id(self) -> &'static str {
        self.definition().id
    }

    /// How it looks.
    pub(super) fn definition(self) -> Definition {
        let plain = Definition::default();
        let small = Definition { size: SMALL, ..plain };
        let heading = Definition { is_bold: true, colour: ACCENT, stays_with_next: true, ..plain };
        let callout = Definition { borders: Borders::Frame(ACCENT), is_tinted: true, is_whole: true, ..plain };
        match self {
            Style::Normal => Definition { id: "Normal", name: "Normal", ..plain },
            Style::Title => Definition { id: "Title", name: "Title", size: 40, space: (0, 120), ..heading },
            Style::Lead => Definition { id: "Subtitle", name: "Subtitle", space: (0, 160), ..plain },
            Style::Heading1 => Definition {
                id: "Heading1",
                name: "heading 1",
                size: 26,
                space: (320, 120),
                outline: Some(0),
                ..heading
            },
            Style::Heading2 => Definition {
                id: "Heading2",
                name: "heading 2",
                size: 23,
                space: (240, 100),
                outline: Some(1),
                ..heading
            },
            Style::Heading3 => {
                Definition { id: "Heading3", name: "heading 3", space: (200, 80), outline: Some(2), ..heading }
            }
            Style::Label => Definition {
                id: "Label",
                name: "Label",
                space: (180, 60),
                stays_with_next: true,
                is_whole: true,
                ..plain
            },
            Style::Hint => Definition { id: "Hint", name: "Hint", space: (0, 60), stays_with_next: true, ..small },
            Style::Condition => Definition {
                id: "Condition",
                name: "Condition",
                space: (180, 40),
                is_italic: true,
                stays_with_next: true,
                ..small
            },
            Style::Fact => Definition {
                id: "Fact",
                name: "Fact",
                space: (0, 160),
                borders: Borders::Between,
                closes_ranks: true,
                ..small
            },
            Style::Field => Definition {
                id: "Field",
                name: "Field",
                space: (40, 160),
                borders: Borders::Frame(LINE),
                is_whole: true,
                ..plain
            },
            Style::Answers => Definition { id: "Answers", name: "Answers", space: (20, 60), is_whole: true, ..plain },
            Style::Cell => Definition { id: "Cell", name: "Cell", space: (50, 50), ..small },
            Style::CellCentre => {
                Definition { id: "CellCentre", name: "Cell Centre", space: (50, 50), is_centred: true, ..small }
            }
            Style::Callout => Definition { id: "Callout", name: "Callout", ..callout },
            Style::CalloutNext => {
                Definition { id: "CalloutNext", name: "Callout Next", borders: Borders::Frame(ACCENT_NEXT), ..callout }
            }
            Style::Quote => Definition { id: "Quote", name: "Quote", ..plain },
            Style::Rule => Definition { id: "Rule", name: "Rule", borders: Borders::Below, size: 8, ..plain },
            Style::Sign => Definition { id: "Sign", name: "Sign", space: (760, 160), borders: Borders::Above, ..small },
            Style::Gap => Definition { id: "Gap", name: "Gap", size: 8, space: (0, 0), ..plain },
            Style::Header => Definition { id: "Header", name: "header", size: FOOT, ..plain },
            Style::Footer => Definition {
                id: "Footer",
                name: "footer",
                size: FOOT,
                space: (0, 40),
                has_tab_at_end: true,
                borders: Borders::Over,
                ..plain
            },
        }
    }
}

/// Lines around a paragraph.
#[derive(Clone, Copy)]
pub(super) enum Borders {
    /// None.
    None,
    /// All around, in this colour.
    Frame(&'static str),
    /// Above the first and below the last of neighbours.
    Between,
    /// A line across.
    Below,
    /// A dark line to write on.
    Above,
    /// A line between the text and the foot.
    Over,
}

/// How a style looks.
#[derive(Clone, Copy)]
pub(super) struct Definition {
    /// Its name in the file.
    pub(super) id: &'static str,
    /// Its name as Word shows it; Word knows its own by these.
    pub(super) name: &'static str,
    /// In half points.
    pub(super) size: usize,
    /// Above and below, in twentieths of a point.
    pub(super) space: (usize, usize),
    /// Of the text.
    pub(super) colour: &'static str,
    /// In bold type.
    pub(super) is_bold: bool,
    /// In italics.
    pub(super) is_italic: bool,
    /// In the middle.
    pub(super) is_centred: bool,
    /// On a light ground.
    pub(super) is_tinted: bool,
    /// Not broken over two pages.
    pub(super) is_whole: bool,
    /// Without space between neighbours of the style.
    pub(super) closes_ranks: bool,
    /// On one page with the next paragraph.
    pub(super) stays_with_next: bool,
    /// What follows a tab stands at the end of the line.
    pub(super) has_tab_at_end: bool,
    /// Lines around it.
    pub(super) borders: Borders,
    /// Its level in the outline, from 0.
    pub(super) outline: Option<usize>,
}

impl Default for Definition {
    fn default() -> Definition {
        Definition {
            id: "",
            name: "",
            size: TEXT,
            space: (0, 120),
            colour: INK,
            is_bold: false,
            is_italic: false,
            is_centred: false,
            is_tinted: false,
            is_whole: false,
            closes_ranks: false,
            stays_with_next: false,
            has_tab_at_end: false,
            borders: Borders::None,
            outline: None,
        }
    }
}
