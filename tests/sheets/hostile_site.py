"""What a site made of hostile content must hold: the words as they stand, and nothing that runs."""

import html.parser
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pdf
import pdf_text

# Elements that the form's texts must never become.
ACTIVE = {"script", "iframe", "object", "embed", "svg", "style", "base"}
# A file of the theme, named after its content.
OWN_SCRIPT = re.compile(r"(?:\.\./)*assets/[\w-]+\.js")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Page(html.parser.HTMLParser):
    """The visible words of a page, also those in attributes, and what could run."""

    def __init__(self):
        super().__init__()
        self.words, self.active, self.is_data = [], [], False

    def handle_starttag(self, tag, attributes):
        self.is_data = tag == "script" and ("type", "application/ld+json") in attributes
        is_own = tag == "script" and OWN_SCRIPT.fullmatch(dict(attributes).get("src") or "")
        for name, value in attributes:
            if name.startswith("on") or (value or "").strip().lower().startswith(("javascript:", "data:text")):
                self.active.append(f"<{tag} {name}={value!r}>")
        if tag in ACTIVE and not self.is_data and not is_own:
            self.active.append(f"<{tag}>")

    def handle_data(self, words):
        if not self.is_data:
            self.words.append(words)
            return
        try:
            json.loads(words)
        except ValueError:
            self.active.append(f"<script> with data that is no JSON: {words[:80]!r}")

    def handle_endtag(self, _tag):
        self.is_data = False


def read(path):
    page = Page()
    page.feed(path.read_text())
    return page


def faults(out, literals):
    pages = sorted(out.glob("*/forms/hostile/index.html"))
    sheets = sorted(out.glob("*/forms/hostile/*.pdf"))
    if not pages or not sheets:
        return [f"{len(pages)} pages and {len(sheets)} PDFs were built"]
    found = active(out)
    shown = "".join(read(out / "fi/forms/hostile/index.html").words)
    found += missing("the page", shown, literals)
    if "<p>" in shown:
        found.append("the page shows markup of its own as text: <p>")
    for sheet in sheets:
        found += [f"{sheet.name}: {fault}" for fault in pdf.check((out, sheet))[1]]
        # In large print a word may be broken over pages, with the foot of a page within.
        if sheet.stem.endswith("-fi"):
            found += missing(sheet.name, "".join(pdf_text.extracted(sheet)), literals)
    for path in sorted(out.rglob("*.*")):
        if path.suffix in (".docx", ".xlsx", ".pptx"):
            found += office(path)
        elif path.suffix == ".csv":
            found += table(path)
    return found


def missing(where, text, literals):
    text = pdf_text.squeezed(text)
    lost = [words for words in literals if pdf_text.squeezed(words) not in text]
    more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""
    return [f"{where} lacks {' '.join(f'“{words[:80]}”' for words in lost[:3])}{more}"] if lost else []


def active(out):
    """What could run and is not on the home page too, which has no hostile words."""
    usual = set(read(out / "fi/index.html").active)
    found = []
    for path in sorted(out.rglob("*.html")):
        strange = set(read(path).active) - usual
        found += [f"{path.relative_to(out)} has {one}" for one in sorted(strange)]
    return found


def office(path: Path):
    """Every part is well-formed and no cell is a formula."""
    if not zipfile.is_zipfile(path):
        return [f"{path.name}: is no Office file ({path.stat().st_size} bytes)"]
    found = []
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            try:
                ElementTree.fromstring(parts.read(name))
            except ElementTree.ParseError as error:
                found.append(f"{path.name}: {name} is not well-formed: {error}")
            if name.startswith("xl/worksheets/") and re.search(rb"<f[ >]", parts.read(name)):
                found.append(f"{path.name}: {name} has a formula")
    return found


def table(path):
    """No cell begins as a formula does."""
    cells = re.split(r'[,;\n]"?', path.read_text())
    return [f"{path.name}: a cell begins as a formula: {cell[:40]}" for cell in cells if cell.startswith(FORMULA)]
