"""The text of a PDF as poppler reads it: what searching, copying and reading aloud get."""

import re
import subprocess
import unicodedata

PAGE_NUMBER = {"fi": "Sivu {0} / {0}", "sv": "Sida {0} / {0}", "en": "Page {0} of {0}", "ar": "صفحة {0} من {0}"}
# Curly quotes and dashes, and the straight ones that authors type.
PLAIN = str.maketrans("“”„«»‟‘’‚‛‹›–—‑", '"' * 6 + "'" * 6 + "-" * 3)
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
# Letters may reach this far, in points, over their own box.
SLACK = 3


def poppler(*arguments):
    run = subprocess.run(["pdftotext", "-q", *arguments], capture_output=True, check=True, timeout=120)
    return run.stdout.decode("utf-8", "replace")


def extracted(path):
    """The text of each page."""
    return poppler(str(path), "-").split("\f")


def squeezed(text):
    """A text without what layout and typography change: spaces, marks of direction, hyphens, quotes."""
    text = unicodedata.normalize("NFKC", text).translate(PLAIN)
    return "".join(one for one in text if not one.isspace() and unicodedata.category(one) != "Cf")


def contains(text, wanted, lang):
    """Whether a text holds another. Poppler guesses the direction of a page by its letters and turns lines of two scripts
    round, so of right-to-left sheets only the words are looked for."""
    parts = re.findall(r"\w+", wanted) if lang == "ar" else [wanted]
    return all(squeezed(part) in text for part in parts)


def faults(pdf, path, lang):
    pages = extracted(path)[: len(pdf.pages)]
    found = [f"page {number} has no text" for number, text in enumerate(pages, 1) if not text.strip()]
    whole = squeezed("".join(pages))
    # A bilingual sheet has a title of two.
    for title in str(pdf.docinfo.get("/Title", "")).split(" / "):
        if not contains(whole, title, lang):
            found.append(f"the extracted text does not contain the title “{title}”")
    number = PAGE_NUMBER[lang.split("-")[0]].format(len(pages))
    if not contains(squeezed(pages[-1]), number, lang):
        found.append(f"the extracted text of the last page does not contain “{number}”")
    return found + outside(pdf, path)


def outside(pdf, path):
    """Words that reach over the edge of the paper."""
    found = []
    pages = poppler("-bbox", str(path), "-").split("<page ")[1:]
    for number, (leaf, text) in enumerate(zip(pdf.pages, pages, strict=True), 1):
        width, height = (float(side) for side in leaf.mediabox[2:])
        for left, top, right, bottom, word in WORD.findall(text):
            sides = (float(left), float(top), width - float(right), height - float(bottom))
            if min(sides) < -SLACK:
                found.append(f"page {number}: “{word[:30]}” reaches over the edge of the paper")
    return found
