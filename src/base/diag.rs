//! Mistakes an author can fix, each with a place in a file. They are collected, never thrown.

use super::source::{Sources, Span};

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site would be wrong: nothing is published.
    Error,
    /// The site is published; `--strict` makes it an error.
    Warning,
}

impl Severity {
    /// The word shown to authors and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// One mistake: what, where, and the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable kebab-case word; its row in `check::RULES` explains it.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong: a short phrase, lower case, no full stop.
    pub message: String,
    /// The smallest place that shows it.
    pub span: Span,
    /// Other places that explain it.
    pub notes: Vec<(Span, String)>,
    /// One next step.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Points at another place as well.
    pub fn note(&mut self, span: Span, text: impl Into<String>) -> &mut Diagnostic {
        self.notes.push((span, text.into()));
        self
    }

    /// Offers the next step.
    pub fn help(&mut self, text: impl Into<String>) -> &mut Diagnostic {
        self.help = Some(text.into());
        self
    }
}

/// All mistakes of a run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Collects an error.
    pub fn error(&mut self, code: &'static str, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.collect(code, Severity::Error, span, message.into())
    }

    /// Collects a warning.
    pub fn warn(&mut self, code: &'static str, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.collect(code, Severity::Warning, span, message.into())
    }

    /// Collects one that was made elsewhere.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    fn collect(&mut self, code: &'static str, severity: Severity, span: Span, message: String) -> &mut Diagnostic {
        self.0.push(Diagnostic { code, severity, message, span, notes: Vec::new(), help: None });
        self.0.last_mut().expect("one was just pushed")
    }

    /// The help for a name that does not exist: like [`suggest`], but after so many mistakes that nobody reads on only the choice.
    pub fn suggest<'a>(&self, word: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> String {
        if self.0.len() < MOST_READ { suggest(word, candidates) } else { choice(candidates) }
    }

    /// Takes over the mistakes of another part of the run.
    pub fn append(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
    }

    /// Keeps only those for which `keep` holds.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.0.retain(keep);
    }

    /// Orders by path, then place, then code, and drops repetitions, so that two runs print the same.
    pub fn sort(&mut self, sources: &Sources) {
        let path = |diagnostic: &Diagnostic| sources.get(diagnostic.span.source).path.clone();
        self.0.sort_by_cached_key(|one| (path(one), one.span.start, one.span.end, one.code, one.message.clone()));
        self.0.dedup();
    }

    /// Makes every warning an error, as `--strict` asks.
    pub fn make_strict(&mut self) {
        for diagnostic in &mut self.0 {
            diagnostic.severity = Severity::Error;
        }
    }

    /// All of them, in their present order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// How many have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Whether something keeps the site from being published.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}

/// So many mistakes of a file may be read one by one.
const MOST_READ: usize = 200;

/// So many names are compared with a misspelt one, and so many told as the choice there is.
const MOST_COMPARED: usize = 5_000;
const MOST_TOLD: usize = 60;

/// Longer words than this are no misspelt names, and comparing them takes long.
const LONGEST_NAME: usize = 200;

/// The candidate most like `word`, if one is near enough to be what the author meant.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST_NAME {
        return None;
    }
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .take(MOST_COMPARED)
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= 4 * limit)
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// "did you mean `x`?", or the whole choice when nothing is near.
pub fn suggest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match nearest(word, candidates.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => choice(candidates),
    }
}

/// All that a name may be, or the beginning of it.
fn choice<'a>(candidates: impl IntoIterator<Item = &'a str>) -> String {
    let mut all: Vec<String> = candidates.into_iter().take(MOST_TOLD + 1).map(|one| format!("`{one}`")).collect();
    all.dedup();
    match all.as_slice() {
        [] => "there is none to choose from yet".to_string(),
        [only] => format!("there is only {only}"),
        [first @ .., _] if all.len() > MOST_TOLD => format!("use one of {} …", first.join(", ")),
        _ => format!("use one of {}", all.join(", ")),
    }
}
