"""Looks at the Word files of a built site: `python3 tests/sheets/word.py public`.

Each must be a sound package with text in its language and direction, have the same fields as the PDF beside it, and lose
no label when LibreOffice sets it. Needs `lxml`, `pypdf`; LibreOffice Writer and poppler's `pdftotext`.
"""

import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from pathlib import Path

import pypdf
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
DC = "{http://purl.org/dc/elements/1.1/}"
TAG = re.compile(r"^[a-z]{2,3}(-[A-Z]{2})?$")
SPOKEN = ("Title", "Heading1", "Heading2", "Label")
LONGEST = 64  # Word calls a file with a longer tag broken.


def parts(path):
    """The XML files of a package, parsed; raises when one is not well-formed."""
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None, "the package is damaged"
        return {name: etree.fromstring(package.read(name)) for name in package.namelist()}


def text_of(element):
    """The text of an element; what stands in a control waits for an answer and does not count."""
    return "".join(
        node.text or "" for node in element.iter(f"{W}t") if not any(up.tag == f"{W}sdt" for up in node.iterancestors())
    )


def value(element, path, attribute="val"):
    found = element.find(path)
    return None if found is None else found.get(W + attribute)


def tags(body):
    return [value(one, f"{W}sdtPr/{W}tag") for one in body.iter(f"{W}sdt")]


def pdf_fields(path):
    """The places to write and to tick of a PDF: a button of several answers has a place for each."""
    names = set()

    def walk(field, above):
        field = field.get_object()
        name = ".".join(filter(None, [above, field.get("/T")]))
        kids = [kid.get_object() for kid in field.get("/Kids", [])]
        if any("/T" in kid for kid in kids):
            for kid in kids:
                walk(kid, name)
        elif kids:
            states = [state for kid in kids for state in kid["/AP"]["/N"] if state != "/Off"]
            names.update(f"{name}.{state[1:]}" for state in states)
        else:
            names.add(name)

    form = pypdf.PdfReader(path).trailer["/Root"].get("/AcroForm")
    for field in form.get_object()["/Fields"] if form else []:
        walk(field, "")
    return names


def check_package(all_parts):
    roots = [one.get("Target") for one in all_parts["_rels/.rels"] if one.get("Type").endswith("/officeDocument")]
    assert roots == ["word/document.xml"], f"the package begins with {roots}"
    media = all_parts["[Content_Types].xml"]
    for one in media.iter("{*}Override"):
        assert one.get("PartName").lstrip("/") in all_parts, f"{one.get('PartName')} is named and missing"
    links = {one.get("Id") for one in all_parts["word/_rels/document.xml.rels"]}
    used = {one for element in all_parts["word/document.xml"].iter() for key, one in element.items() if key.endswith("}id") and "relationships" in key}
    assert used <= links, f"no relationship for {used - links}"
    styles = {one.get(f"{W}styleId") for one in all_parts["word/styles.xml"].iter(f"{W}style")}
    named = {one.get(f"{W}val") for kind in ("pStyle", "rStyle", "tblStyle") for one in all_parts["word/document.xml"].iter(W + kind)}
    assert named <= styles, f"no style {named - styles}"
    lists = {one.get(f"{W}numId") for one in all_parts["word/numbering.xml"].iter(f"{W}num")}
    counted = {one.get(f"{W}val") for one in all_parts["word/document.xml"].iter(f"{W}numId")}
    assert counted <= lists, f"no list {counted - lists}"


def check_language(path, all_parts):
    language = value(all_parts["word/styles.xml"], f".//{W}rPrDefault//{W}lang")
    assert language and TAG.match(language), f"the language is {language}"
    assert all_parts["docProps/core.xml"].findtext(f"{DC}language") == language
    assert all_parts["docProps/core.xml"].findtext(f"{DC}title"), "no title"
    folder = path.stem.rsplit("-", 1)[-1]
    assert folder == "simple" or language.split("-")[0] == folder, f"{language} in {path.name}"
    if language.split("-")[0] not in ("ar", "fa", "ckb", "he", "ur"):
        return
    body = all_parts["word/document.xml"]
    assert value(all_parts["word/styles.xml"], f".//{W}rPrDefault//{W}lang", "bidi") == language
    assert all(one.find(f"{W}pPr/{W}bidi") is not None for one in body.iter(f"{W}p")), "a paragraph runs from the left"
    assert all(one.find(f"{W}tblPr/{W}bidiVisual") is not None for one in body.iter(f"{W}tbl")), "a table runs from the left"
    assert body.find(f".//{W}sectPr/{W}bidi") is not None, "the section runs from the left"
    for run in body.iter(f"{W}r"):
        words = "".join(node.text or "" for node in run.iter(f"{W}t"))
        is_rtl = any(unicodedata.bidirectional(one) in ("R", "AL") for one in words)
        assert not is_rtl or run.find(f"{W}rPr/{W}rtl") is not None, f"`{words}` runs from the left"


def check_structure(all_parts):
    body = all_parts["word/document.xml"]
    for table in body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None, "a header row does not repeat"
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows), "a row may be broken"
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        assert all(len(row.findall(f"{W}tc")) == columns for row in rows), "a row lacks cells"
    styles = [value(one, f"{W}pPr/{W}pStyle") for one in body.iter(f"{W}p")]
    assert styles.count("Title") == 1, "not one title"
    levels = [0] + [int(one[-1]) for one in styles if one and one.startswith("Heading")]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:])), "a heading level is left out"


def check_fields(path, all_parts):
    body = all_parts["word/document.xml"]
    for control in body.iter(f"{W}sdt"):
        tag, alias = (value(control, f"{W}sdtPr/{W}{name}") for name in ("tag", "alias"))
        assert tag and len(tag.encode("utf-16-le")) // 2 <= LONGEST, f"tag `{tag}`"
        assert alias and len(alias.encode("utf-16-le")) // 2 <= LONGEST, f"title `{alias}` of {tag}"
        is_box = control.find(f"{W}sdtPr/{W14}checkbox") is not None
        assert is_box or text_in(control), f"{tag} does not say what to do"
    found = tags(body)
    twice = {one for one in found if found.count(one) > 1}
    assert not twice, f"twice: {twice}"
    ids = [value(one, f"{W}sdtPr/{W}id") for one in body.iter(f"{W}sdt")]
    assert len(set(ids)) == len(ids), "two controls have one id"
    wanted = pdf_fields(path.with_suffix(".pdf"))
    assert set(found) == wanted, f"only in Word: {sorted(set(found) - wanted)}; only in PDF: {sorted(wanted - set(found))}"


def text_in(control):
    return "".join(node.text or "" for node in control.iter(f"{W}t")).strip()


def squeezed(text):
    """Letters and digits only, in their plain forms: line ends, hyphens and joined letters do not matter.

    Poppler takes the Arabic ligature of lam and alef apart in the wrong order, so these two are not looked at.
    """
    return "".join(one for one in unicodedata.normalize("NFKC", text) if one.isalnum() and one not in "لاأإآ")


def check_words(all_parts, pdf):
    assert pdf.exists(), "LibreOffice makes no PDF of it"
    shown = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    plain = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    shown, plain = squeezed(shown), squeezed(plain)
    is_rtl = all_parts["word/document.xml"].find(f".//{W}sectPr/{W}bidi") is not None
    for paragraph in all_parts["word/document.xml"].iter(f"{W}p"):
        if value(paragraph, f"{W}pPr/{W}pStyle") not in SPOKEN:
            continue
        # Poppler may tell the words of an Arabic line in another order, and tears those with vowel signs apart. Then each
        # word without such signs must be there.
        words = text_of(paragraph).split()
        whole = squeezed("".join(words))
        sure = [squeezed(word) for word in words if not any(unicodedata.combining(one) for one in word)]
        is_there = whole in shown or whole in plain or (sure and is_rtl and all(word in shown for word in sure))
        assert is_there, f"lost: {text_of(paragraph)}"


def convert(files, folder):
    """PDFs of all files, made by one run of LibreOffice, under numbers: some share a name."""
    for number, path in enumerate(files):
        (folder / f"{number}.docx").write_bytes(path.read_bytes())
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    command += [str(folder / f"{number}.docx") for number in range(len(files))]
    subprocess.run(command, capture_output=True, check=True)


def main(site):
    files = sorted(Path(site).rglob("*.docx"))
    if not files:
        sys.exit(f"word: no Word files in {site}")
    failed = controls = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        convert(files, folder)
        for number, path in enumerate(files):
            try:
                all_parts = parts(path)
                check_package(all_parts)
                check_language(path, all_parts)
                check_structure(all_parts)
                check_fields(path, all_parts)
                check_words(all_parts, folder / f"{number}.pdf")
                controls += len(tags(all_parts["word/document.xml"]))
            except Exception as trouble:  # Whatever is wrong with one file, the others are looked at.
                failed += 1
                print(f"{path}: {trouble or type(trouble).__name__}")
    print(f"word: {len(files) - failed} passed, {failed} failed ({controls} fields)")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python3 tests/sheets/word.py <site folder>")
    sys.exit(main(sys.argv[1]))
