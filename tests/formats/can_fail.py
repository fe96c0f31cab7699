"""Proves that the checks can fail: breaks a copy of a built portal in one way after the other: can_fail.py DIR

A test that cannot fail says nothing. Run it with the Python of target/formats-venv after changing a check.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
PORTAL = Path(sys.argv[1])

# Part of check.py (or `calendars.mjs`), file, what is replaced, by what.
FAULTS = [
    ("feeds", "feeds/presse.atom", "<updated>", "<updatet>"),
    ("feeds", "feeds/presse.atom", "T00:00:00+00:00", " 00:00"),
    ("feeds", "feeds/presse.atom", 'rel="self"', 'rel="alternate"'),
    ("feeds", "feeds/presse.json", '"content_html"', '"inhalt"'),
    ("calendars", "kalender/termine.ics", "TZOFFSETTO:+0200", "TZOFFSETTO:+0300"),
    ("calendars", "kalender/termine.ics", "DTSTART;TZID=Europe/Berlin:", "DTSTART;TZID=Europe/Berlin:x"),
    ("calendars.mjs", "kalender/termine.ics", "BYMONTH=3;BYDAY=-1SU", "BYMONTH=4;BYDAY=1SU"),
    ("calendars.mjs", "kalender/termine.ics", "UID:termin-2022-03", "UID:termin-gleich\r\nX-OLD:"),
    ("tables", "daten/leistungen.csv", ";\"rollout\";", ";rollout;falsch;"),
    ("tables", "daten/leistungen.json", '"phase":"rollout"', '"phase":"fertig"'),
    ("tables", "daten/leistungen.csv", '"', ""),
    ("catalogue", "daten/katalog.ttl", "vcard:Kind", "vcard:Nichts"),
    ("catalogue", "daten/katalog.ttl", "http://dcat-ap.de/def/licenses/", "http://example.org/"),
    ("api", "api/v1/openapi.json", '"responses"', '"antworten"'),
    ("json_files", "api/v1/leistungen.json", '"title"', '"titel"'),
    ("xml", "sitemap.xml", "/impressum/", "/gibt-es-nicht/"),
    ("linked_data", "index.html", '"@type"', '"@art"'),
]


def passes(part, portal):
    command = [sys.executable, HERE / "check.py", portal, part]
    if part.endswith(".mjs"):
        command = ["node", HERE / part, portal]
    return subprocess.run(command, capture_output=True).returncode == 0


missed = 0
with tempfile.TemporaryDirectory() as folder:
    copy = Path(folder) / "portal"
    shutil.copytree(PORTAL, copy)
    for part in dict.fromkeys(part for part, *_ in FAULTS):
        if not passes(part, copy):
            sys.exit(f"{part} fails on a portal that nobody broke")
    for part, name, before, after in FAULTS:
        file = copy / name
        whole = file.read_bytes()
        broken = whole.replace(before.encode(), after.encode())
        if broken == whole:
            sys.exit(f"nothing to break in {name}: {before}")
        file.write_bytes(broken)
        noticed = not passes(part, copy)
        missed += not noticed
        print("noticed" if noticed else "MISSED ", part, name, repr(before), flush=True)
        file.write_bytes(whole)
print(f"{missed} faults were missed" if missed else "Every check can fail.")
sys.exit(1 if missed else 0)
