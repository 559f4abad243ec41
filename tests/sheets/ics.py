"""Reads a calendar file with an independent parser, checks what RFC 5545 asks of it, and prints the summaries of its events as JSON.

    python3 tests/sheets/ics.py FILE.ics
"""

import json
import sys
from datetime import date, timedelta
from pathlib import Path

from icalendar import Calendar


def mistakes(raw: bytes):
    text = raw.decode("utf-8")
    if not text.endswith("\r\n") or "\n" in text.replace("\r\n", ""):
        yield "a line does not end with CRLF"
    for line in raw.split(b"\r\n"):
        if len(line) > 75:
            yield f"a line has {len(line)} octets"
        line.decode("utf-8")  # no sign is cut in two
    calendar = Calendar.from_ical(raw)
    if calendar.errors:
        yield f"the calendar has errors: {calendar.errors}"
    if str(calendar["VERSION"]) != "2.0" or not calendar["PRODID"]:
        yield "VERSION or PRODID is wrong"
    events = list(calendar.walk("VEVENT"))
    if not events:
        yield "there are no events"
    if len({str(event["UID"]) for event in events}) != len(events):
        yield "two events have one UID"
    if len({event["DTSTAMP"].dt for event in events}) != 1:
        yield "events have different stamps"
    for event in events:
        name = str(event["SUMMARY"])
        if event.errors:
            yield f"{name}: {event.errors}"
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        if type(start) is not date or end - start != timedelta(days=1):
            yield f"{name}: is not one whole day"
        if not name.strip():
            yield "an event has no summary"


def main():
    raw = Path(sys.argv[1]).read_bytes()
    found = list(mistakes(raw))
    for one in found:
        print(f"{sys.argv[1]}: {one}")
    if not found:
        print(json.dumps([str(event["SUMMARY"]) for event in Calendar.from_ical(raw).walk("VEVENT")]))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
