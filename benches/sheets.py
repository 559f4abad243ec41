#!/usr/bin/env python3
"""How dear sheets are: the whole guide cold, with the memo and without sheets, and the agreement against WeasyPrint.

    python3 benches/sheets.py [--program target/release/luotsi] [--guide .]

Needs `pip install weasyprint`. Nothing is asserted: the figures depend on the machine.
"""

import argparse
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COPIES = 20


def run(command, folder):
    """Wall and CPU seconds and peak memory in MB of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    done = subprocess.run(["/usr/bin/time", "-f", "peak %M", *map(str, command)], cwd=folder, capture_output=True, text=True)
    wall = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stderr)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = int(re.search(r"peak (\d+)", done.stderr).group(1)) / 1000
    return wall, cpu, peak


def row(what, figures):
    wall, cpu, peak = figures
    print(f"{what:<44} {wall:7.2f} s wall {cpu:7.2f} s CPU {peak:7.0f} MB")


def whole_guide(program, guide, work):
    """The guide cold, twice remembered, and without anything to download."""
    copy = work / "guide"
    shutil.copytree(guide / "content", copy / "content")
    build = [program, "build", "--out", work / "site", "--base-url", "https://guide.example/"]
    row("whole guide, cold", run(build, copy))
    sheets = [*(work / "site").rglob("*.pdf"), *(work / "site").rglob("*.docx"), *(work / "site").rglob("*.xlsx")]
    row("whole guide, nothing changed", run(build, copy))
    row("whole guide, nothing changed, once more", run(build, copy))
    config = copy / "content/guide.yaml"
    config.write_text(re.sub(r"\npacks:\n(  .*\n)+", "\n", config.read_text()))
    shutil.rmtree(copy / ".luotsi-memo")
    row("whole guide without packs, cold", run(build, copy))
    print(f"{len(sheets)} files to download, {len([s for s in sheets if s.suffix == '.pdf'])} of them PDF")


def agreement(program, guide, work):
    """One sheet: many copies of the agreement, less the same guide with its sheets remembered; and WeasyPrint on its page."""
    copy = work / "copies"
    for lang in ["fi"]:
        forms = copy / "content" / lang / "forms"
        forms.mkdir(parents=True)
        shutil.copy(guide / "content" / lang / "options.yaml", copy / "content" / lang)
        (copy / "content" / lang / "index.md").write_text("---\ntitle: Koti\n---\n")
        (forms / "index.md").write_text("---\ntitle: Lomakkeet\n---\n")
        text = (guide / "content" / lang / "forms/agreement.yaml").read_text()
        text = re.sub(r"\[([^\]]*)\]\(\.\./[^)]*\)|\[([^\]]*)\]\([a-z-]+\.yaml[^)]*\)", r"\1\2", text)
        text = re.sub(r"(?m)^(related|slug|topics):.*\n", "", text)
        for number in range(COPIES):
            (forms / f"agreement-{number}.yaml").write_text(text)
    (copy / "content/guide.yaml").write_text("title: G\nlanguages: [fi]\nmenu: [forms]\n")
    build = [program, "build", "--out", work / "copies-site"]
    cold = run(build, copy)
    warm = run(build, copy)
    sheets = 3 * COPIES
    print(f"{'agreement: plain, large and Word':<44} {1000 * (cold[1] - warm[1]) / sheets:7.1f} ms CPU each ({sheets} files)")
    page = next((work / "copies-site/fi/forms").glob("agreement-0/index.html"))
    code = (
        "import sys, time, logging, weasyprint; logging.disable();\n"
        "page = sys.argv[1]\nweasyprint.HTML(page).write_pdf('/dev/null')\n"
        "start = time.process_time()\nfor _ in range(5): weasyprint.HTML(page).write_pdf('/dev/null', pdf_variant='pdf/ua-1', pdf_forms=True)\n"
        "print((time.process_time() - start) / 5)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(page)], capture_output=True, text=True)
    if done.returncode:
        print("WeasyPrint: not measured:", done.stderr.strip().splitlines()[-1])
    else:
        print(f"{'WeasyPrint on the page of the agreement':<44} {1000 * float(done.stdout):7.1f} ms CPU each, warm")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--program", type=Path, default=Path("target/release/luotsi"))
    arguments.add_argument("--guide", type=Path, default=Path("."))
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as work:
        whole_guide(given.program.resolve(), given.guide.resolve(), Path(work))
        agreement(given.program.resolve(), given.guide.resolve(), Path(work))


if __name__ == "__main__":
    main()
