"""Parts of a PDF in another language than its own: they must say so, or they are read aloud in the wrong voice."""

import re

import pikepdf

SHOWS = {"Tj", "TJ", "'", '"'}
BFCHAR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})")


def is_of(tag, lang):
    return str(tag).split("-")[0] == lang


def second_language(pdf, lang):
    """Every page of a bilingual sheet marks what is in its second language, in the structure or in the text."""
    tag = re.compile(rb"/Lang\s*\(" + lang.encode() + rb"[-)]")
    pages = {leaf.obj.objgen: number for number, leaf in enumerate(pdf.pages, 1)}
    marked = {number for number, leaf in enumerate(pdf.pages, 1) if tag.search(contents(leaf))}
    waiting = [(pdf.Root.StructTreeRoot.get("/K"), False)]
    while waiting:
        one, is_marked = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += [(kid, is_marked) for kid in one]
        elif isinstance(one, pikepdf.Dictionary):
            if "/Lang" in one:
                is_marked = is_of(one.Lang, lang)
            if is_marked and "/Pg" in one:
                marked.add(pages[one.Pg.objgen])
            if "/S" in one:
                waiting.append((one.get("/K"), is_marked))
    return [f"page {number}: nothing is marked as `{lang}`" for number in pages.values() if number not in marked]


def contents(leaf):
    streams = leaf.obj.get("/Contents", [])
    streams = streams if isinstance(streams, pikepdf.Array) else [streams]
    return b"\n".join(stream.read_bytes() for stream in streams)


def arabic_is_marked(pdf, lang):
    """In a bilingual sheet whose own language is another, Arabic letters stand only in what is marked as Arabic."""
    elements = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    found = []
    for number, leaf in enumerate(pdf.pages, 1):
        fonts = {name: glyphs for name, font in leaf.resources.get("/Font", {}).items() if (glyphs := arabic(font))}
        if fonts:
            wrong = tags(leaf, fonts, elements[int(leaf.obj.StructParents)], lang)
            found += [f"page {number}: Arabic text is marked as `{tag}`" for tag in sorted(wrong)]
    return found


def arabic(font):
    """The codes of a font that stand for Arabic letters."""
    if "/ToUnicode" not in font:
        return set()
    pairs = BFCHAR.findall(font.ToUnicode.read_bytes())
    return {int(code, 16) for code, letter in pairs if 0x620 <= int(letter, 16) <= 0x64A}


def tags(leaf, fonts, elements, lang):
    """The languages, other than Arabic, in which Arabic letters of a page are marked."""
    wrong, stack, font = set(), [], None
    for operands, operator in pikepdf.parse_content_stream(leaf):
        name = str(operator)
        if name in ("BDC", "BMC"):
            stack.append(language_of(operands, elements))
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            font = str(operands[0])
        elif name in SHOWS and font in fonts and codes(operands) & fonts[font]:
            tag = next((tag for tag in reversed(stack) if tag), lang)
            if tag != "artifact" and not is_of(tag, "ar"):
                wrong.add(tag)
    return wrong


def codes(operands):
    pieces = [piece for one in operands for piece in (one if isinstance(one, pikepdf.Array) else [one])]
    texts = [bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String)]
    return {int.from_bytes(text[at : at + 2], "big") for text in texts for at in range(0, len(text), 2)}


def language_of(operands, elements):
    """The language that marked content tells, by itself or by its element; `artifact` for what is not read."""
    if str(operands[0]) == "/Artifact":
        return "artifact"
    properties = operands[1] if len(operands) > 1 else {}
    if not isinstance(properties, pikepdf.Dictionary):
        return None
    if "/Lang" in properties:
        return str(properties.Lang)
    if "/MCID" not in properties:
        return None
    element = elements[int(properties.MCID)]
    while element is not None and "/Lang" not in element:
        element = element.get("/P")
    return None if element is None else str(element.Lang)
