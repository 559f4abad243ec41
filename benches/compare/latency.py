"""How long it takes from saving a file until the preview of a tool serves the changed page."""

import http.client
import os
import signal
import socket
import statistics
import subprocess
import time
import urllib.error
import urllib.request

CHANGES = 20
PATIENCE = 120
PAUSE = 1.5
"""Seconds between a served change and the next: watchers that gather events must come to rest first."""


def fetch(url):
    """The page as it is served now; nothing while the server is busy or not there yet."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.read().decode()
    except (urllib.error.URLError, http.client.HTTPException, OSError):
        return ""


def until(url, words):
    """Seconds until the page at an address holds the words."""
    started = time.monotonic()
    while words not in fetch(url):
        if time.monotonic() - started > PATIENCE:
            raise TimeoutError(f"{url} never showed {words}")
        time.sleep(0.002)
    return time.monotonic() - started


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def latencies(command, folder, file, url, log):
    """Starts a preview, changes one page again and again, and ends the preview."""
    with log.open("wb") as output:
        server = subprocess.Popen(list(map(str, command)), cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, process_group=0)
    try:
        until(url, "</html>")
        original, times = file.read_text(), []
        for change in range(CHANGES):
            time.sleep(PAUSE)
            words = f"Changed for the time number {change}."
            file.write_text(f"{original}\n{words}\n")
            times.append(until(url, words))
        return times
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def table(contest):
    print(f"\n### From saving a page to its being served, {contest.pages} pages\n")
    print("| | median ms | least–most |\n|---|--:|--:|")
    for tool in contest.contestants:
        served = tool.serves(contest.work / "in" / tool.name, free_port())
        if served:
            times = [1000 * seconds for seconds in latencies(*served, contest.work / f"{tool.name}.log")]
            print(f"| {tool.name} {tool.version()} | {statistics.median(times):.0f} | {min(times):.0f}–{max(times):.0f} |", flush=True)
