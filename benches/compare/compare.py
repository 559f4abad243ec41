#!/usr/bin/env python3
"""Builds the same guide with Luotsi and its peers, in turn, and prints what each costs.

    python3 benches/compare/compare.py [--pages 100 1000 10000] [--runs 5] [--path FOLDER …] [--serve]

Everything lies in memory (/dev/shm), so the disk has no part in it. Each run starts with an empty output folder and without anything
remembered from the run before. Figures mean something on an idle machine only; nothing is asserted.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import generate
import latency
import tools

FLOOR = tools.ROOT / "target/release/examples/floor"


@dataclass(frozen=True)
class Cost:
    wall: float
    cpu: float
    peak: float

    def __add__(self, other):
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak))


def run(command, folder, log):
    """Seconds of wall and CPU and MB at most, of a command and all it starts."""
    # The peak that the system tells of a child includes this program's own from before the child's start; `time` is small.
    measured = ["/usr/bin/time", "-q", "-o", log.with_suffix(".peak"), "-f", "%M", *command]
    with log.open("wb") as output:
        started = time.monotonic()
        process = subprocess.Popen(list(map(str, measured)), cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{log.read_text()[-3000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime, int(log.with_suffix(".peak").read_text()) / 1000)


def empty(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


class Contest:
    """The same guide laid out for every tool, and the outputs side by side."""

    def __init__(self, pages, work, contestants):
        self.pages, self.work, self.contestants = pages, work, contestants
        generate.generate(pages, work / "in", [tool.name for tool in contestants])
        for tool in contestants:
            tool.prepare(work / "in" / tool.name)

    def build(self, tool):
        site, out = self.work / "in" / tool.name, empty(self.work / "out" / tool.name)
        tool.forget(site)
        costs = [run(command, folder, self.work / f"{tool.name}.log") for command, folder in tool.builds(site, out)]
        return sum(costs[1:], costs[0])

    def floors(self):
        """What no tool can do without: reading, parsing and writing the Markdown; and writing what Luotsi writes."""
        log, content, out = self.work / "floor.log", self.work / "in/luotsi/content", self.work / "out/luotsi"
        floors = {}
        if FLOOR.exists():
            floors["floor: read, parse, write the Markdown"] = lambda: run([FLOOR, content, empty(self.work / "out/floor")], self.work, log)
        floors["floor: copy the output of luotsi"] = lambda: run(["cp", "-r", f"{out}/.", empty(self.work / "out/copy")], self.work, log)
        return floors

    def entries(self):
        builds = {f"{tool.name} {tool.version()}": lambda tool=tool: self.build(tool) for tool in self.contestants}
        return builds | (self.floors() if any(tool.name == "luotsi" for tool in self.contestants) else {})

    def measure(self, runs):
        """Costs by entry. In turn, so that what else the machine does meets everyone; a first round warms up and is not counted."""
        entries = self.entries()
        costs = {name: [] for name in entries}
        for turn in range(runs + 1):
            for name, make in entries.items():
                cost = make()
                if turn:
                    costs[name].append(cost)
        return costs

    def output(self, name):
        """How many pages and MB an entry has written."""
        tool = name.split()[0]
        folder = {"floor:": self.work / "out" / ("copy" if "copy" in name else "floor")}.get(tool, self.work / "out" / tool)
        files = [file for file in folder.rglob("*") if file.is_file()]
        pages = sum(file.suffix == ".html" for file in files)
        if pages < self.pages:
            print(f"{name} made {pages} pages of {self.pages}", file=sys.stderr)
        return pages, sum(file.stat().st_size for file in files) / 1e6


def table(contest, costs):
    """A Markdown table: medians, and how many times what the first row, Luotsi, needs."""
    print(f"\n### {contest.pages} pages in three languages\n")
    print("| | wall s | least–most | × | CPU s | × | peak MB | × | HTML files | MB out |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    base = None
    for name, runs in costs.items():
        middle = Cost(*(statistics.median(getattr(cost, what) for cost in runs) for what in ("wall", "cpu", "peak")))
        base = base or middle
        walls = [cost.wall for cost in runs]
        pages, size = contest.output(name)
        print(f"| {name} | {middle.wall:.3f} | {min(walls):.3f}–{max(walls):.3f} | {middle.wall / base.wall:.2f} "
              f"| {middle.cpu:.3f} | {middle.cpu / base.cpu:.2f} | {middle.peak:.0f} | {middle.peak / base.peak:.2f} | {pages} | {size:.1f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[100, 1000, 10000], help="documents over all languages")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--tools", nargs="+", choices=generate.TOOLS, default=list(generate.TOOLS), help="only these")
    parser.add_argument("--path", type=Path, nargs="+", default=[], help="folders to look for tools in, before the PATH")
    parser.add_argument("--work", type=Path, default=Path("/dev/shm"), help="where to make a folder for the time it takes")
    parser.add_argument("--serve", action="store_true", help="how long the peers' previews take to show a change, instead of builds")
    options = parser.parse_args()

    contestants = tools.found(options.tools, options.path)
    missing = set(options.tools) - {tool.name for tool in contestants}
    print(", ".join(f"{tool.name} {tool.version()}" for tool in contestants) + (f"; not found: {', '.join(sorted(missing))}" if missing else ""))
    for pages in options.pages:
        with tempfile.TemporaryDirectory(prefix="luotsi-compare-", dir=options.work) as folder:
            contest = Contest(pages, Path(folder), contestants)
            if options.serve:
                latency.table(contest)
            else:
                table(contest, contest.measure(options.runs))


if __name__ == "__main__":
    main()
