#!/usr/bin/env python3
"""Checks every PDF of a built site.

    pdf.py SITE                  the rules of pdf_rules.py, and fills every form
    pdf.py SITE --same-as OTHER  two builds of one guide: the same files, byte for byte
    pdf.py SITE --only PATTERN   only files whose path contains PATTERN

Needs the packages of requirements.txt, and poppler (pdftotext, pdftoppm).
"""

import argparse
import re
import sys
from multiprocessing import Pool
from pathlib import Path

import fill
import pdf_rules

PROCESSES = 2
LANGS = ("fi-simple", "fi", "sv", "en", "ar")


def main():
    parser = argparse.ArgumentParser(description="Checks every PDF of a built site.")
    parser.add_argument("site", type=Path)
    parser.add_argument("--same-as", type=Path, metavar="OTHER", help="another build of the same guide")
    parser.add_argument("--only", default="", metavar="PATTERN", help="part of the path of a file")
    arguments = parser.parse_args()
    files = sorted(path for path in arguments.site.rglob("*.pdf") if arguments.only in str(path))
    if not files:
        print(f"{arguments.site}: no PDFs")
        print("pdf: 0 passed, 1 failed")
        return 1
    if arguments.same_as:
        results = compare(arguments.site, arguments.same_as, arguments.only)
    else:
        with Pool(PROCESSES) as pool:
            results = list(pool.imap(check, ((arguments.site, path) for path in files)))
    for name, faults in results:
        for fault in faults:
            print(f"{name}: {fault}")
    failed = sum(1 for _, faults in results if faults)
    print(f"pdf: {len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def check(task):
    """The faults of one file, in the languages that its place and its name tell."""
    site, path = task
    name = path.relative_to(site)
    lang = name.parts[0]
    if lang not in LANGS:
        return name, [f"lies in `{lang}`, which is no language"]
    languages = re.search(rf"-{lang}(?:-(fi|sv|en|ar))?(?:-|$)", path.stem)
    if languages is None:
        return name, [f"the name does not tell its language, `{lang}`"]
    found = []
    looks = {
        "checked": lambda: pdf_rules.faults(path, lang, languages[1]),
        "filled": lambda: fill.faults(path, lang),
    }
    for what, look in looks.items():
        try:
            found += look()
        except Exception as error:  # A file that a tool cannot read must not hide what is wrong with the others.
            found.append(f"cannot be {what}: {type(error).__name__}: {error}")
    return name, found


def compare(one, other, only):
    """Files that only one of two sites has, or that differ."""
    def names(site):
        return {path.relative_to(site) for path in site.rglob("*.pdf") if only in str(path)}

    results = []
    for name in sorted(names(one) | names(other)):
        first, second = one / name, other / name
        missing = [str(path) for path in (first, second) if not path.exists()]
        if missing:
            results.append((name, [f"is missing: {missing[0]}"]))
        elif first.read_bytes() != second.read_bytes():
            results.append((name, [f"the two builds differ: {first} and {second}"]))
        else:
            results.append((name, []))
    return results


if __name__ == "__main__":
    sys.exit(main())
