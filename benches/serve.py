#!/usr/bin/env python3
"""How long an author waits: from writing a file to the new page being served, and whether a burst of edits ends in the last state.

    python3 benches/serve.py [--program target/release/luotsi] [--guide .] [--page content/fi/….md] [--edits 30] [--burst 200] [--limit MS]

The guide is copied first. A page is asked for again and again over one connection; beside it the stream that browsers listen to
is read. Nothing is asserted without --limit: the figures depend on the machine.
"""

import argparse
import http.client
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path


def percentile(figures, share):
    return sorted(figures)[min(len(figures) - 1, round(share * (len(figures) - 1)))]


def row(what, milliseconds):
    print(f"{what:<52} median {statistics.median(milliseconds):7.1f} ms   90 % {percentile(milliseconds, 0.9):7.1f} ms   most {max(milliseconds):7.1f} ms")


class Preview:
    def __init__(self, program, guide, log):
        self.log = log
        with open(log, "w") as stderr:
            self.process = subprocess.Popen([program, "serve", "--port", "0", "--guide", guide], stderr=stderr, stdin=subprocess.DEVNULL)
        started = time.monotonic()
        while not (found := re.search(r"127\.0\.0\.1:(\d+)(?s:.*)\nbuilt: (.*)\n", log.read_text())):
            if self.process.poll() is not None or time.monotonic() - started > 600:
                sys.exit(log.read_text()[-3000:])
            time.sleep(0.05)
        self.port = int(found.group(1))
        print(f"first build: {found.group(2)}")
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, path):
        """One request on the connection that is kept; it is opened again if the preview has closed it."""
        for _ in range(2):
            try:
                self.connection.request("GET", path)
                response = self.connection.getresponse()
                return response.status, response.read()
            except (http.client.HTTPException, OSError):
                self.connection.close()
        return 0, b""

    def wait(self, path, words, limit=60.0):
        """Asks until the words are there; the time when the answer that has them was complete."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            status, body = self.get(path)
            if words in body:
                return time.monotonic()
            time.sleep(0.0005)
        sys.exit(f"{words!r} is not served at {path} after {limit:.0f} s:\n{self.log.read_text()[-2000:]}")

    def listen(self, path, times):
        """Notes the time of each state that a browser on this page would hear of."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        connection.request("GET", "/__luotsi/events?" + urllib.parse.quote(path, safe=""))
        response = connection.getresponse()

        def read():
            try:
                while line := response.readline():
                    if line.startswith(b"data: "):
                        times.append((time.monotonic(), json.loads(line[6:])["state"]["page"]))
            except (OSError, ValueError):
                pass

        threading.Thread(target=read, daemon=True).start()


def address(preview, text):
    """The address of the page with this title, found by following links from the start page."""
    title = re.search(r"(?m)^title:\s*(.+)$", text).group(1).strip().strip("'\"").encode()
    queue, met = ["/"], {"/"}
    for path in queue:
        body = preview.get(path)[1]
        heading = re.search(rb"<h1[^>]*>(.*?)</h1>", body, re.S)
        if heading and title == heading.group(1).strip():
            return path
        for link in re.findall(r'href="([^":#?]+/)"', body.decode(errors="replace")):
            link = urllib.parse.urljoin(path, link)
            if link not in met:
                met.add(link)
                queue.append(link)
    return None


def choose(guide, wanted):
    if wanted:
        return guide / wanted
    # A page of the middle, no index: what an author edits most.
    pages = [path for path in sorted(guide.glob("content/*/**/*.md")) if path.name != "index.md"]
    return pages[len(pages) // 2]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--program", type=Path, default=Path("target/release/luotsi"))
    arguments.add_argument("--guide", type=Path, default=Path("."))
    arguments.add_argument("--page", help="the file to edit, below the guide")
    arguments.add_argument("--url", help="its address, if it cannot be found by its title")
    arguments.add_argument("--edits", type=int, default=30)
    arguments.add_argument("--burst", type=int, default=200)
    arguments.add_argument("--limit", type=float, help="fail when the median is not below so many milliseconds")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="luotsi-bench-") as work:
        guide = Path(work) / "guide"
        guide.mkdir()
        for name in ("content", "themes"):
            if (given.guide / name).is_dir():
                shutil.copytree(given.guide / name, guide / name)
        print(f"{len(list(guide.glob('content/**/*.md')))} Markdown files")
        preview = Preview(given.program.resolve(), guide, Path(work) / "log")
        try:
            median = measure(preview, guide, given)
        finally:
            preview.process.terminate()
            preview.process.wait()
    if given.limit and median >= given.limit:
        sys.exit(f"the median is {median:.1f} ms, not below {given.limit:.0f} ms")


def measure(preview, guide, given):
    file = choose(guide, given.page)
    text = file.read_text()
    path = given.url or address(preview, text) or sys.exit(f"{file}: its page is not found; name it with --url")
    print(f"editing {file.relative_to(guide)}, watching {path}")
    heard = []
    preview.listen(path, heard)
    time.sleep(0.5)
    served, told, seen = [], [], len(heard)
    for number in range(given.edits):
        mark = f"Edit number {number} of many."
        started = time.monotonic()
        file.write_text(f"{text}\n\n{mark}\n")
        served.append(1000 * (preview.wait(path, mark.encode()) - started))
        time.sleep(0.1)
        fresh = [when for when, _ in heard[seen:] if when > started]
        told.extend(1000 * (when - started) for when in fresh[:1])
        seen = len(heard)
        time.sleep(0.15)
    row("from writing to the new page being served", served)
    if told:
        row("from writing to the browser being told", told)
    builds = [int(took) for took in re.findall(r" changed, (\d+) ms;", preview.log.read_text())[-given.edits:]]
    if builds:
        row("of which reading, building and showing", builds)
    time.sleep(0.3)
    started = time.monotonic()
    for number in range(given.burst):
        file.write_text(f"{text}\n\nBurst number {number} of many.\n")
    written = time.monotonic()
    done = preview.wait(path, f"Burst number {given.burst - 1} of many.".encode())
    print(f"{given.burst} edits in {1000 * (written - started):.0f} ms: the last state is served {1000 * (done - written):.0f} ms after the last")
    time.sleep(0.5)
    if f"Burst number {given.burst - 1} of many.".encode() not in preview.get(path)[1]:
        sys.exit("an older state came back")
    return statistics.median(served)


if __name__ == "__main__":
    main()
