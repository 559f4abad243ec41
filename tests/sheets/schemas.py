#!/usr/bin/env python3
"""The schemas of `luotsi schema` against the shipped guide: all of it is valid, and what the program refuses is not.

    pip install jsonschema pyyaml
    tests/sheets/schemas.py [path of luotsi]

Ends with “schemas: N passed, M failed”.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from jsonschema import Draft7Validator, FormatChecker

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
KINDS = {
    "process": "step",
    "roles": "role",
    "mentor-types": "mentor-type",
    "checklists": "checklist",
    "faq": "faq",
    "scenarios": "scenario",
    "messages": "message",
    "tools": "tool",
    "slides": "deck",
}


class Loader(yaml.SafeLoader):
    """YAML 1.2, as the program reads it: `yes` and dates are text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|True|TRUE|false|False|FALSE)$"), list("tTfF"))

# A schema, a document, and whether it is valid.
SAMPLES = [
    ("article", "title: A", True),
    ("article", "summary: A", False),
    ("article", "{title: A, time: 5 min}", False),
    ("article", "{title: A, reviewed: 2026-11-31}", False),
    ("article", "{title: A, slug: Not a slug}", False),
    ("article", "{title: A, related: [../roles/mentor.md]}", False),
    ("article", "{title: A, audience: [mentor, mentro]}", False),
    ("step", "{title: A, time: 5 min, who: {mentee: Comes.}}", True),
    ("step", "{title: A, who: {mentro: Comes.}}", False),
    ("home", "{title: A, doors: [{title: B, to: roles}]}", True),
    ("home", "{title: A, doors: [{title: B}]}", False),
    ("checklist", "{title: A, items: {a: {who: mentor, due: start-4w}, b: {due: end}}}", True),
    ("checklist", "{title: A, items: {a: {due: start4w}}}", False),
    ("scenario", "{title: A, urgency: later}", False),
    ("form", "{title: A, sections: [{id: a, fields: [{id: b, type: radio, options: yes3, show_when: {c: [d]}}]}]}", True),
    ("form", "{title: A, sections: [{id: a, fields: [{id: b, type: radios}]}]}", False),
    ("form", "{title: A, sections: [{id: a, fields: [{id: b, type: text, labl: B}]}]}", False),
    ("form-texts", "{title: A, fields: {b: {label: B}}}", True),
    ("form-texts", "{title: A, sections: [{id: a}]}", False),
    ("options", "{yesno: [{id: 'yes', label: Yes}]}", True),
    ("options", "{yesno: {'yes': Ja, not_sure: ~}}", True),
    ("options", "{yesno: Ja}", False),
    ("glossary", "{title: A, terms: [{id: a, term: A, explanation: B.}]}", True),
    ("glossary", "{title: A, terms: [{id: a, term: A}]}", False),
    ("directory", "{title: A, entries: [{id: a, name: A, status: closed}]}", False),
    ("guide", "{title: {fi: A}, languages: [fi, {tag: sv, formats: sv-FI}], variables: {n: {value: '6', nouns: {fi: [a]}}}}", True),
    ("guide", "{title: A, languages: [fi], thme: x}", False),
    ("guide", "{title: A}", False),
]


def documents(original):
    """Every file of the guide that authors write keys in: its name, its schema, its keys."""
    yield "content/guide.yaml", "guide", (CONTENT / "guide.yaml").read_text("utf-8")
    for path in sorted(CONTENT.glob("*/**/*")):
        inner = path.relative_to(CONTENT)
        lang, *folders, name = inner.parts
        if lang in ("media", "static") or path.suffix not in (".md", ".yaml"):
            continue
        text = path.read_text("utf-8")
        if path.suffix == ".md":
            text = re.match(r"\ufeff?---\n(.*?\n)?---\n", text, re.S)[1] or ""
        if name in ("options.yaml", "glossary.yaml", "directory.yaml") and not folders:
            kind = path.stem
        elif name == "index.md":
            kind = "section" if folders else "home"
        elif path.suffix == ".yaml":
            kind = "form" if lang == original else "form-texts"
        else:
            kind = KINDS.get(folders[0] if folders else "", "article")
        own = re.search(r"^kind: *([a-z-]+)", text, re.M)
        yield f"content/{inner}", own[1] if own else kind, text


def read(text):
    return yaml.load(text, Loader) or {}


def main(luotsi):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([luotsi, "schema", "--out", folder], check=True)
        files = {path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8")) for path in Path(folder).iterdir()}
    passed = failed = 0
    validators = {}

    def count(problems):
        nonlocal passed, failed
        for problem in problems:
            print(problem)
        passed, failed = (passed, failed + 1) if problems else (passed + 1, failed)

    for name, schema in files.items():
        # The modelines of the shipped files lead to the copies in the repository.
        shipped = ROOT / f"schemas/{name}.schema.json"
        is_shipped = shipped.is_file() and json.loads(shipped.read_text("utf-8")) == schema
        count([] if is_shipped else [f"schemas/{name}.schema.json is not what `luotsi schema` writes: run it"])
        Draft7Validator.check_schema(schema)
        validators[name] = Draft7Validator(schema, format_checker=FormatChecker())
    first = read((CONTENT / "guide.yaml").read_text("utf-8"))["languages"][0]
    for name, kind, text in documents(first["tag"] if isinstance(first, dict) else first):
        errors = validators[kind].iter_errors(read(text))
        count([f"{name}: {'.'.join(map(str, error.path))}: {error.message[:200]}" for error in errors])
    for kind, text, is_valid in SAMPLES:
        is_right = validators[kind].is_valid(read(text)) == is_valid
        count([] if is_right else [f"{kind}: {text} should be {'valid' if is_valid else 'refused'}"])
    print(f"schemas: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/release/luotsi"))
