"""What every PDF of the site must hold: PDF/UA-1, PDF/A-2a and rules of our own.

`faults(path, lang)` gives a list of sentences; an empty list is a good file.
"""

from collections import Counter

import page
import pdf_text
import pikepdf
from form_rules import form
from pdf_language import arabic_is_marked, second_language

ARABIC = "ar"
A4 = {(595, 842)}
A4_LYING = {(842, 595)}
PAGES_WITHOUT_BOOKMARKS = 8
FORBIDDEN_ACTIONS = {
    "/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/ResetForm", "/Named", "/Hide",
    "/Rendition", "/Sound", "/Movie", "/Trans", "/SetOCGState", "/GoTo3DView", "/RichMediaExecute",
}
SCHEMES = ("http://", "https://", "mailto:", "tel:")
# It takes a byte 0D that ends the compressed data for a part of the line break after it. qpdf reads the length itself.
WRONG_RULES = {"PDFA2A-STREAM-LENGTH-001"}
XMP = {
    "pdfuaid": "{http://www.aiim.org/pdfua/ns/id/}",
    "pdfaid": "{http://www.aiim.org/pdfa/ns/id/}",
    "dc": "{http://purl.org/dc/elements/1.1/}",
}


def faults(path, lang, other_lang=None):
    """All that is wrong with a file; `other_lang` is the second language of a bilingual sheet."""
    found = []
    with pikepdf.open(path) as pdf:
        for rule in RULES:
            try:
                found += rule(pdf, lang)
            except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
                found.append(f"{rule.__name__}: cannot be read: {error}")
        if other_lang:
            found += second_language(pdf, other_lang)
        if other_lang == ARABIC:
            found += arabic_is_marked(pdf, lang)
        found += pdf_text.faults(pdf, path, lang)
    return found + standards(path)


def standards(path):
    """The rules of PDF/UA-1 and PDF/A-2a, as page-validation knows them."""
    found = []
    for profile in ("ua1", "2a"):
        failures = page.validate_pdf(path, profile=profile).failures
        rules = Counter((one.rule_id, one.message) for one in failures if one.rule_id not in WRONG_RULES)
        found += [f"{rule}: {message} ({times} times)" for (rule, message), times in rules.items()]
    return found


def syntax(pdf, _lang):
    return [f"qpdf: {problem}" for problem in pdf.check_pdf_syntax()]


def catalog(pdf, lang):
    root, found = pdf.Root, []
    if "/StructTreeRoot" not in root:
        found.append("no structure tree")
    if not root.get("/MarkInfo", {}).get("/Marked"):
        found.append("not marked as tagged")
    tag = str(root.get("/Lang", ""))
    if tag.split("-")[0] != lang.split("-")[0]:
        found.append(f"the language is `{tag}`, not `{lang}`")
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        found.append("viewers show the file's name instead of its title")
    direction = str(root.get("/ViewerPreferences", {}).get("/Direction", "/L2R"))
    if direction != ("/R2L" if lang == ARABIC else "/L2R"):
        found.append(f"the reading direction is {direction}")
    if len(pdf.pages) > PAGES_WITHOUT_BOOKMARKS and "/First" not in root.get("/Outlines", {}):
        found.append(f"{len(pdf.pages)} pages and no bookmarks")
    return found


def metadata(pdf, _lang):
    found = []
    with pdf.open_metadata(update_docinfo=False) as meta:
        wanted = {("pdfuaid", "part"): "1", ("pdfaid", "part"): "2", ("pdfaid", "conformance"): "A"}
        for (prefix, name), value in wanted.items():
            if (is_value := meta.get(XMP[prefix] + name)) != value:
                found.append(f"XMP: {prefix}:{name} is {is_value}, not {value}")
        title = meta.get(XMP["dc"] + "title")
    if not title:
        found.append("XMP: no title")
    if "/Info" in pdf.trailer and str(pdf.docinfo.get("/Title", title)) != title:
        found.append("the titles in XMP and Info differ")
    return found


def fonts(pdf, _lang):
    found = []
    for font in pdf.objects:
        if not isinstance(font, pikepdf.Dictionary) or font.get("/Type") != "/Font" or font.get("/Subtype") == "/Type3":
            continue
        descendants = font.get("/DescendantFonts")
        descriptor = (descendants[0] if descendants is not None else font).get("/FontDescriptor", {})
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            found.append(f"the font {font.get('/BaseFont')} is not embedded")
    return found


def paper(pdf, _lang):
    sizes = {tuple(round(float(side)) for side in leaf.mediabox[2:]) for leaf in pdf.pages}
    lying_allowed = A4_LYING if len(pdf.pages) == 1 else set()
    return [f"a page of {size} points is not A4" for size in sorted(sizes - A4 - lying_allowed)]


def dictionaries(pdf):
    """Every dictionary of a file, also those within others."""
    waiting = list(pdf.objects)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Stream):
            thing = thing.stream_dict
        if isinstance(thing, pikepdf.Dictionary):
            yield thing
            inner = [value for _, value in thing.items()]
        elif isinstance(thing, pikepdf.Array):
            inner = list(thing)
        else:
            continue
        direct = (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)
        waiting += [one for one in inner if isinstance(one, direct) and not one.is_indirect]


def nothing_active(pdf, _lang):
    found = []
    for key in ("/JavaScript", "/EmbeddedFiles"):
        if key in pdf.Root.get("/Names", {}):
            found.append(f"the file has {key}")
    for key in ("/XFA", "/CO"):
        if key in pdf.Root.get("/AcroForm", {}):
            found.append(f"the form has {key}")
    for one in dictionaries(pdf):
        kind = str(one.get("/S", ""))
        is_action = "/P" not in one and "/K" not in one
        if is_action and kind in FORBIDDEN_ACTIONS:
            found.append(f"an action {kind}")
        for key in ("/AA", "/OpenAction", "/JS", "/EF"):
            if key in one:
                found.append(f"something has {key}")
        if kind == "/URI" and not str(one.get("/URI")).startswith(SCHEMES):
            found.append(f"a link to {one.get('/URI')}")
    return found


def annotations(pdf):
    return [(number, one) for number, leaf in enumerate(pdf.pages, 1) for one in leaf.obj.get("/Annots", [])]


def tagged_annotations(pdf, _lang):
    """Every annotation has its place in the structure: links in Link, fields in Form."""
    found = []
    elements = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for number, one in annotations(pdf):
        kind = str(one.get("/Subtype"))
        key = one.get("/StructParent")
        if kind not in ("/Link", "/Widget"):
            found.append(f"page {number}: an annotation {kind}")
        if key is None or int(key) not in elements:
            found.append(f"page {number}: an annotation {kind} is not tagged")
            continue
        element = elements[int(key)]
        wanted = "/Form" if kind == "/Widget" else "/Link"
        if str(element.get("/S")) != wanted:
            found.append(f"page {number}: an annotation {kind} is tagged {element.get('/S')}, not {wanted}")
        if not refers_to(element, one):
            found.append(f"page {number}: the element of an annotation {kind} does not refer back to it")
    for number, leaf in enumerate(pdf.pages, 1):
        if "/Annots" in leaf.obj and leaf.obj.get("/Tabs") != "/S":
            found.append(f"page {number}: the tab order is not the structure's")
    return found


def refers_to(element, annotation):
    kids = element.get("/K")
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return any(
        isinstance(kid, pikepdf.Dictionary) and kid.get("/Obj") is not None and kid.Obj.objgen == annotation.objgen
        for kid in kids
    )


RULES = (syntax, catalog, metadata, fonts, paper, nothing_active, tagged_annotations, form)
