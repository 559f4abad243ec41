#!/usr/bin/env python3
"""Every survey of a built site: survey tools must take its workbook, and its code book must tell every field.

    pip install pyxform        (it brings ODK Validate along, which needs Java)
    tests/sheets/surveys.py <folder of the built site>

Ends with “surveys: N passed, M failed”.
"""

import csv
import re
import sys
from pathlib import Path

from openpyxl import load_workbook
from pyxform.xls2xform import convert

CONTROL = {"begin_group", "end_group", "begin_repeat", "end_repeat", "note"}
FACTS = ["field", "type", "required", "option"]


def sheet(book, name):
    """The rows of a sheet as dictionaries."""
    head, *rows = [[cell or "" for cell in row] for row in book[name].iter_rows(values_only=True)]
    return [dict(zip(head, row)) for row in rows]


def is_known(warning):
    """pyxform knows only tags of one part; `fi-simple` must stand beside `fi`, or some tools show the texts of both."""
    tags = re.findall(r"\(([\w-]+)\)", warning)
    return "machine-readable codes" in warning and bool(tags) and all("-" in tag for tag in tags)


def workbook(path):
    """What is wrong with a workbook."""
    book = load_workbook(path)
    formulas = [cell.coordinate for part in book for row in part.iter_rows() for cell in row if cell.data_type == "f"]
    if formulas:
        yield f"formulas in {', '.join(formulas)}"
    survey, choices = sheet(book, "survey"), sheet(book, "choices")
    settings = sheet(book, "settings")[0]
    languages = [key.removeprefix("label::") for key in survey[0] if key.startswith("label::")]
    if settings["default_language"] != languages[0]:
        yield f"the default language {settings['default_language']} is not the first of {languages}"
    for row in survey:
        blank = [one for one in languages if not row["type"].startswith("end_") and not row[f"label::{one}"]]
        if blank:
            yield f"{row['name']} has no words in {', '.join(blank)}"
    for row in choices:
        yield from (f"{row['list_name']}.{row['name']} has no words in {one}" for one in languages if not row[f"label::{one}"])
    try:
        result = convert(xlsform=str(path), validate=True)
    except Exception as error:
        yield f"not converted: {error}"
        return
    yield from (f"warning: {one}" for one in result.warnings if not is_known(one))
    for expression in (row["relevant"] for row in survey if row["relevant"]):
        for name in re.findall(r"\$\{(\w+)\}", expression):
            if not any(row["name"] == name for row in survey):
                yield f"{expression} asks about {name}, which is no question"


def code_book(path):
    """What is wrong with the code book beside a workbook."""
    if not path.is_file():
        yield "there is no code book"
        return
    raw = path.read_bytes()
    if not raw.startswith(b"\xef\xbb\xbf"):
        yield "the code book has no byte order mark"
    if re.search(rb"(?<!\r)\n", re.sub(rb'"(?:[^"]|"")*"', b"", raw)):
        yield "the code book has a line that does not end with CRLF"
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True), strict=True))
    head, rows = rows[0], rows[1:]
    if head[:4] != FACTS:
        yield f"the columns are {head[:4]}, not {FACTS}"
    for row in rows:
        if len(row) != len(head):
            yield f"{row} has {len(row)} cells, not {len(head)}"
        if any(cell[:1] in "=+-@\t" for cell in row if cell):
            yield f"a spreadsheet would run {row}"
    book = load_workbook(path.with_suffix(".xlsx"))
    survey, choices = sheet(book, "survey"), sheet(book, "choices")
    told = {row[0] for row in rows if not row[3]}
    options = {(row[0], row[3]) for row in rows if row[3]}
    for row in survey:
        kind, _, name = row["type"].partition(" ")
        if kind in CONTROL:
            continue
        if row["name"] not in told:
            yield f"the code book does not tell {row['name']}"
        for choice in (one for one in choices if name and one["list_name"] == name):
            if (row["name"], choice["name"]) not in options:
                yield f"the code book does not tell {row['name']} = {choice['name']}"


def main(site):
    passed = failed = 0
    for path in sorted(Path(site).rglob("*.xlsx")):
        for name, problems in ((path, workbook(path)), (path.with_suffix(".csv"), code_book(path.with_suffix(".csv")))):
            problems = list(problems)
            for problem in problems:
                print(f"{name.relative_to(site)}: {problem}")
            passed, failed = (passed, failed + 1) if problems else (passed + 1, failed)
    if passed + failed == 0:
        print(f"{site} holds no survey")
        failed = 1
    print(f"surveys: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: tests/sheets/surveys.py <folder of the built site>")
    sys.exit(main(sys.argv[1]))
