//! XML as values: elements close themselves, text is escaped, and what XML cannot hold is left out.

/// An element with all it holds.
#[derive(Clone, Debug)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

#[derive(Clone, Debug)]
enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// An empty element.
    pub(super) fn new(name: &'static str) -> Element {
        Element { name, attributes: Vec::new(), children: Vec::new() }
    }

    /// An element that says one thing: `<w:pStyle w:val="Title"/>`.
    pub(super) fn saying(name: &'static str, value: impl ToString) -> Element {
        Element::new(name).set("w:val", value)
    }

    /// With an attribute.
    #[expect(clippy::needless_pass_by_value, reason = "numbers and words are given as they are")]
    pub(super) fn set(mut self, name: &'static str, value: impl ToString) -> Element {
        self.attributes.push((name, value.to_string()));
        self
    }

    /// With another element at the end.
    pub(super) fn with(mut self, child: Element) -> Element {
        self.children.push(Node::Element(child));
        self
    }

    /// With more elements at the end.
    pub(super) fn with_all(mut self, children: impl IntoIterator<Item = Element>) -> Element {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// With text at the end.
    pub(super) fn with_text(mut self, text: &str) -> Element {
        self.children.push(Node::Text(text.to_string()));
        self
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.children.is_empty()
    }

    /// The text of an XML file with this element as its root.
    pub(super) fn to_file(&self) -> String {
        let mut file = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        self.write(&mut file);
        file
    }

    fn write(&self, file: &mut String) {
        file.push('<');
        file.push_str(self.name);
        for (name, value) in &self.attributes {
            file.push(' ');
            file.push_str(name);
            file.push_str("=\"");
            escape(value, file);
            file.push('"');
        }
        if self.children.is_empty() {
            file.push_str("/>");
            return;
        }
        file.push('>');
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(file),
                Node::Text(text) => escape(text, file),
            }
        }
        file.push_str("</");
        file.push_str(self.name);
        file.push('>');
    }
}

fn escape(text: &str, file: &mut String) {
    for one in text.chars().filter(|one| is_legal(*one)) {
        match one {
            '&' => file.push_str("&amp;"),
            '<' => file.push_str("&lt;"),
            '>' => file.push_str("&gt;"),
            '"' => file.push_str("&quot;"),
            one => file.push(one),
        }
    }
}

/// Whether XML 1.0 has the character (section 2.2, `Char`).
fn is_legal(one: char) -> bool {
    matches!(one, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_what_xml_cannot_hold_is_left_out() {
        let element = Element::saying("w:tag", "\"a\" & b").with_text("1 < 2\u{0}\u{b}\u{ffff}\u{1f600}");
        let file = element.to_file();
        assert!(file.ends_with("<w:tag w:val=\"&quot;a&quot; &amp; b\">1 &lt; 2\u{1f600}</w:tag>"), "{file}");
    }
}
