"""Fills a fillable PDF as a reader would, and looks whether the answers are kept and seen."""

import subprocess
import tempfile
from pathlib import Path

import pikepdf
import pypdf
from form_rules import fields, states
from pikepdf.form import DefaultAppearanceStreamGenerator, Form

ANSWERS = {"ar": "سارة 123", "fi": "Äiti Öljy å 123", "sv": "Åsa Öberg é 123", "en": "Zoë O’Neil 123"}
DOTS_PER_INCH = "30"


def faults(path, lang):
    """What goes wrong when every field of a file is filled; nothing for a file without fields."""
    with pikepdf.open(path) as pdf:
        if not fields(pdf):
            return []
        with tempfile.TemporaryDirectory() as folder:
            filled = Path(folder) / "filled.pdf"
            answer = ANSWERS[lang.split("-")[0]]
            wanted = fill(pdf, answer)
            has_typed = draw_typed(pdf, answer)
            pdf.save(filled)
            return read_back(filled, wanted) + drawn(path, filled, Path(folder), has_typed)


def fill(pdf, answer):
    """Answers everything: a text, the last button of each group, every box. Gives the values by name."""
    wanted = {}
    for field in fields(pdf):
        if field.is_text:
            field.node.V = pikepdf.String(answer)
            wanted[field.name] = answer
        else:
            chosen = next(iter(states(field.widgets[-1])), None)
            if chosen is None:  # The rules for fields tell of it.
                continue
            field.node.V = pikepdf.Name(chosen)
            for widget in field.widgets:
                widget.AS = pikepdf.Name(chosen if chosen in states(widget) else "/Off")
            wanted[field.name] = chosen
    return wanted


def draw_typed(pdf, answer):
    """Draws typed text as a viewer does, in the font of the form; that font has Windows-1252 only. Tells whether it could."""
    try:
        answer.encode("cp1252")
    except UnicodeEncodeError:
        return False
    form = Form(pdf, DefaultAppearanceStreamGenerator)
    for field in form:
        if field.is_text:
            field.value = answer
    return True


def read_back(path, wanted):
    """The values as another library reads them."""
    found = []
    read = pypdf.PdfReader(path).get_fields() or {}
    for name, value in wanted.items():
        has = read.get(name, {}).get("/V")
        if has != value:
            found.append(f"filled: `{name}` was {value!r} and is read as {has!r}")
    return found


def drawn(blank, filled, folder, has_typed):
    """Every page can be drawn, and what was filled in is seen: ticks always, typed text where it was drawn."""
    pictures = []
    for name, path in (("blank", blank), ("filled", filled)):
        run = subprocess.run(
            ["pdftoppm", "-q", "-gray", "-r", DOTS_PER_INCH, str(path), str(folder / name)],
            capture_output=True, timeout=120,
        )
        if run.returncode != 0:
            return [f"{name}: cannot be drawn: {run.stderr.decode(errors='replace').strip()}"]
        pictures.append([page.read_bytes() for page in sorted(folder.glob(f"{name}-*.pgm"))])
    if len(pictures[0]) != len(pictures[1]):
        return [f"filled: {len(pictures[0])} pages became {len(pictures[1])}"]
    with pikepdf.open(filled) as pdf:
        asked = {number for number, leaf in enumerate(pdf.pages) if shows_an_answer(leaf, has_typed)}
    return [f"filled: page {number + 1} looks as when empty" for number in sorted(asked)
            if pictures[0][number] == pictures[1][number]]


def shows_an_answer(leaf, has_typed):
    """Whether a page of a filled file has a ticked button, or a field that typed text was drawn in."""
    widgets = [one for one in leaf.obj.get("/Annots", []) if one.get("/Subtype") == "/Widget"]
    return any(one.get("/AS", "/Off") != "/Off" or (has_typed and one.get("/FT") == "/Tx") for one in widgets)
