#!/usr/bin/env python3
"""Builds each form of `hostile/forms` alone in a little guide: a right site, or messages that name file and line.

    hostile.py LUOTSI [--only NAME]

A line of a form that ends in `# fault` must be named by a message. `# repeat 12: …` stands for twelve lines with @N@
counted up, @WORD500@ for a word of 500 letters, @TEXT5000@ for a text of 5000, @ZALGO60@ for a letter under 60 marks,
@DEEP9@ for nine lists in one another.
"""

import argparse
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from multiprocessing.pool import ThreadPool
from pathlib import Path

import hostile_site
import pdf

HERE = Path(__file__).parent / "hostile"
SECONDS = 20
BYTES = 2 * 1024**3
BASE_URL = "https://guide.example/"

FAULT = None
# The forms that are to be built, with words that must stand in the page and the sheet; the others are faults.
EXPECTED = {
    "plain": ["Kertomus", "Kyllä", "Kerrottu tärkeä asia."],
    "script": ["<script>alert('nimi')</script>", "onerror=alert('vihje')>", "</textarea><script>alert('alue')</script>",
               "<style>body{display:none}</style>", "<iframe src=javascript:alert(1)></iframe>",
               "<script>alert('vaihtoehto')</script>", "<script>alert('otsikko')</script>", "alert('osa')"],
    "raw-html": FAULT,
    "markdown-link": FAULT,
    "typst": ['#panic("x") ja *b* ja $x$ ja <label> ja @viite', '#import "@preview/x:1.0.0"', '#read("/etc/passwd")',
              "#while true {}", "#(calc.pow(2, 99999))", "#let x = 1; #x", "]#[ /* auki", '#eval("1+1") = Otsikko'],
    "markdown": ["**lihava** ja [linkki](https://evil.example) ja `koodi`", "![kuva](x.png) ja ~~yli~~",
                 "1. numero | taulukko | > lainaus", "- luettelo", "[ ] tehtävä", "***", "# Osa _kursiivi_"],
    "templates": ['{% include "base.html" %}', "${7*7} ja <%= 7*7 %> ja %s %n", "{# kommentti #} osa", "{% raw %}"],
    "variables": FAULT,
    "many-options": FAULT,
    "long-word": ["@WORD500@"],
    "long-label": FAULT,
    "emoji": FAULT,
    "directions": ["Nimi الاسم ja 123 أرقام loppu", "kyllä نعم", "لا"],
    "override": FAULT,
    "translated": ["Käännetty lomake"],
    "translated-unknown": FAULT,
    "empty-section": ["Tyhjä luettelo", "Nimi"],
    "no-sections": ["Ei osia"],
    "sections-null": ["Osat puuttuvat"],
    "cyclic": FAULT,
    "self-condition": FAULT,
    "duplicate-ids": FAULT,
    "bad-ids": FAULT,
    "option-ids": FAULT,
    "option-off": FAULT,
    "name-clash": ["Toinen väite"],
    "entities": ["&lt;b&gt; &amp; &nbsp; &#x41; &copy;", "&lt;script&gt;alert(1)&lt;/script&gt;", "& &; &nosuch;"],
    "control": FAULT,
    "bom": FAULT,
    "invisible": ["Nollan levyinen, sidottu, tavuviiva ja sitova väli", "Äiti, é ja š yhdistelminä"],
    "combining": ["loppu"],
    "wide-list": ["Sarakeotsikko 12"],
    "huge": FAULT,
    "overflow": FAULT,
    "overflow-float": FAULT,
    "negative": FAULT,
    "range": FAULT,
    "unknown-options": FAULT,
    "null-label": FAULT,
    "typed-label": FAULT,
    "date-label": ["2026-11-22"],
    "anchors": ["Ankkuroidut sanat", "Toka"],
    "bomb": FAULT,
    "deep": FAULT,
    "formulas": ["=1+1", '=HYPERLINK("http://evil.example";"x")', "@SUM(1+1)*cmd|' /C calc'!A0", "-2+3"],
    "slug": FAULT,
    "not-a-form": FAULT,
}


def main():
    parser = argparse.ArgumentParser(description="Builds hostile forms.")
    parser.add_argument("luotsi", type=Path)
    parser.add_argument("--only", default="", metavar="NAME")
    arguments = parser.parse_args()
    luotsi = arguments.luotsi.resolve()
    names = [name for name in sorted(EXPECTED) if arguments.only in name]
    results = {name: [] for name in names}
    with ThreadPool(pdf.PROCESSES) as pool:
        for name, faults in pool.imap(lambda name: (name, check(luotsi, name)), names):
            results[name] = faults
    listed = {path.stem for path in (HERE / "forms").glob("*.yaml") if "." not in path.stem}
    for name in listed ^ set(EXPECTED):
        results[name] = ["is not both in the table and in the folder"]
    results["the same twice"] = twice(luotsi)
    for name, faults in results.items():
        for fault in faults:
            print(f"{name}: {fault}")
    failed = sum(1 for faults in results.values() if faults)
    print(f"hostile: {len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def check(luotsi, name):
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        guide, out = Path(folder) / "guide", Path(folder) / "out"
        marked = put(guide, name)
        started = time.monotonic()
        try:
            run = build(luotsi, guide, out)
        except subprocess.TimeoutExpired:
            return [f"took more than {SECONDS} s"]
        took = time.monotonic() - started
        said = (run.stdout + run.stderr).decode("utf-8", "replace")
        found = unseemly(said, run.returncode)
        if run.returncode not in (0, 1):
            return [*found, f"exit code {run.returncode} after {took:.1f} s: {said[-300:]!r}"]
        expected = EXPECTED[name]
        if expected is FAULT:
            return found + (["was built, though it has faults"] if run.returncode == 0 else named(said, marked))
        if run.returncode == 1:
            errors = [line for line in said.splitlines() if "error" in line]
            return [*found, f"was not built: {errors[:3]}"]
        return found + hostile_site.faults(out, [expand(words) for words in expected])


def put(guide, name):
    """Makes the little guide with one form. Gives the places, `file:line`, of which messages must tell."""
    shutil.copytree(HERE / "guide", guide)
    marked = []
    for path in (HERE / "forms").glob(f"{name}.*yaml"):
        lang = "ar" if path.name.endswith(".ar.yaml") else "fi"
        target = guide / "content" / lang / "forms" / "hostile.yaml"
        target.parent.mkdir(exist_ok=True)
        lines = path.read_text().splitlines()
        marked += [f"content/{lang}/forms/hostile.yaml:{number}:" for number, line in enumerate(lines, 1)
                   if line.endswith("# fault")]
        target.write_text(expand("\n".join(lines) + "\n"))
    return marked or ["content/fi/forms/hostile.yaml:"]


def expand(text):
    def repeated(match):
        return "".join(match[2].replace("@N@", str(number)) + "\n" for number in range(1, int(match[1]) + 1))

    def word(match):
        return ("sanahirviökäänne" * 1000)[: int(match[1])]

    def numbered(match):
        return " ".join(f"nimi{number}" for number in range(1, 1000))[: int(match[1])]

    text = re.sub(r"^# repeat (\d+): (.*)\n", repeated, text, flags=re.MULTILINE)
    text = re.sub(r"@WORD(\d+)@", word, text)
    text = re.sub(r"@TEXT(\d+)@", numbered, text)
    text = re.sub(r"@ZALGO(\d+)@", lambda match: "a" + "\u0301\u0323\u0330" * (int(match[1]) // 3), text)
    return re.sub(r"@DEEP(\d+)@", lambda match: "[" * int(match[1]) + "]" * int(match[1]), text)


def build(luotsi, guide, out):
    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    command = [luotsi, "build", "--guide", guide, "--out", out, "--base-url", BASE_URL, "--message-format", "short"]
    return subprocess.run(command, capture_output=True, timeout=SECONDS, preexec_fn=limit, cwd=guide.parent)


def unseemly(said, code):
    """What a program must never show: panics, and control characters of the content, which a terminal would obey."""
    found = []
    for words in ("panicked at", "RUST_BACKTRACE", "stack backtrace", "stack overflow", "memory allocation of"):
        if words in said:
            found.append(f"says “{words}” (exit code {code}): {said[:400]!r}")
    controls = {one for one in said if (one < " " and one not in "\n\t") or one in "\x7f\u202d\u202e"}
    if controls:
        found.append(f"prints the control characters {sorted(controls)} of the content to the terminal")
    if len(said) > 100_000:
        found.append(f"says {len(said)} characters")
    return found


def named(said, marked):
    errors = [line for line in said.splitlines() if " error[" in line or line.startswith("error[")]
    missing = [place for place in marked if not any(place in line for line in errors)]
    shown = [line[:300] for line in errors[:4]]
    return [f"no error names {place} but: {shown}" for place in missing]


def twice(luotsi):
    """Builds of one guide in two places, and once more with what the first remembered, give the same PDFs."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        first, second, again = (Path(folder) / name / "out" for name in ("first", "second", "again"))
        for guide in (first.with_name("guide"), second.with_name("guide")):
            put(guide, "plain")
            build(luotsi, guide, guide.with_name("out"))
        build(luotsi, first.with_name("guide"), again)
        results = pdf.compare(first, second, "") + pdf.compare(first, again, "")
        return [f"{name}: {fault}" for name, faults in results for fault in faults] or ([] if results else ["no PDFs"])


if __name__ == "__main__":
    sys.exit(main())
