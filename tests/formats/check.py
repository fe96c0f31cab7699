"""Reads every feed, calendar and data file of a built portal with the libraries that others use."""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

import feedparser
import icalendar
import jsonschema
import pandas
import pyshacl
import rdflib
import rdflib.compare
from lxml import etree
from openapi_spec_validator import validate

PUBLIC = Path(sys.argv[1])
HERE = Path(__file__).parent
passed, failed = 0, 0


def check(name, condition, detail=""):
    global passed, failed
    if condition:
        passed += 1
    else:
        failed += 1
        print(f"FAILED {name} {detail}", file=sys.stderr)


def feeds():
    for path in sorted(PUBLIC.rglob("*.atom")):
        feed = feedparser.parse(path.read_bytes())
        check(path, not feed.bozo, feed.get("bozo_exception"))
        check(path, feed.version == "atom10" and feed.feed.id and feed.feed.updated_parsed)
        check(path, len({entry.id for entry in feed.entries}) == len(feed.entries), "ids")
        check(path, all(entry.updated_parsed and entry.link.startswith("http") for entry in feed.entries))
        twin = json.loads(path.with_suffix(".json").read_text())
        check(path, [entry.id for entry in feed.entries] == [item["id"] for item in twin["items"]], "JSON Feed differs")
        check(path, all("content_html" in item or "content_text" in item for item in twin["items"]))


def calendars():
    for path in sorted(PUBLIC.rglob("*.ics")):
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        check(path, not calendar.errors, calendar.errors)
        events = calendar.walk("VEVENT")
        check(path, not any(event.errors for event in events))
        check(path, len({str(event["UID"]) for event in events}) == len(events), "UIDs")
        for event in events:
            start = event.decoded("DTSTART")
            if isinstance(start, datetime):
                check(path, start.utcoffset() == offset(start), f"{start} {start.utcoffset()}")
            if "DTEND" in event:
                check(path, event.decoded("DTEND") > start, "ends before it begins")
    zone = icalendar.Calendar.from_ical((PUBLIC / "kalender/termine.ics").read_bytes()).walk("VTIMEZONE")[0].to_tz()
    for day, hours in [("2022-03-26", 1), ("2022-03-27", 2), ("2022-10-29", 2), ("2022-10-30", 1)]:
        local = datetime.fromisoformat(f"{day} 10:00").replace(tzinfo=zone)
        check("VTIMEZONE", local.utcoffset() == timedelta(hours=hours), f"{day}: {local.utcoffset()}")


def offset(start):
    from zoneinfo import ZoneInfo

    return start.replace(tzinfo=ZoneInfo("Europe/Berlin")).utcoffset()


def tables():
    for path in sorted((PUBLIC / "daten").glob("*.csv")):
        table = json.loads(path.with_suffix(".json").read_text())
        frame = pandas.read_csv(path, sep=";")
        check(path, len(frame) == table["count"], "rows")
        schema = json.loads((PUBLIC / "daten/schema" / f"{path.stem}.json").read_text())
        check(path, list(frame.columns) == list(schema["properties"]), "columns")
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        check(path, not [error for row in table["data"] for error in validator.iter_errors(row)], "schema")
        lines = pandas.read_json(path.with_suffix(".jsonl"), lines=True, dtype=False)
        check(path, len(lines) == table["count"], "lines")
        samples = sum(row["sample"] for row in table["data"])
        check(path, int(frame["sample"].sum()) == samples, "samples")


def catalogue():
    turtle = rdflib.Graph().parse(PUBLIC / "daten/katalog.ttl")
    linked = rdflib.Graph().parse(PUBLIC / "daten/katalog.jsonld", format="json-ld")
    check("katalog", rdflib.compare.isomorphic(turtle, linked), "Turtle and JSON-LD differ")
    conforms, _, report = pyshacl.validate(turtle, shacl_graph=str(HERE / "dcat-shapes.ttl"))
    check("katalog", conforms, report)
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    for url in turtle.objects(None, dcat.downloadURL):
        path = str(url).split("/daten/")[1]
        check("katalog", (PUBLIC / "daten" / path).is_file(), url)


def api():
    validate(json.loads((PUBLIC / "api/v1/openapi.json").read_text()))
    check("openapi", True)


def xml():
    for name in ["sitemap.xml", "opensearch.xml"]:
        check(name, etree.parse(PUBLIC / name).getroot() is not None)


def linked_data():
    for path in sorted(PUBLIC.rglob("*.html")):
        for block in etree.HTML(path.read_bytes()).iterfind(".//script[@type='application/ld+json']"):
            check(path, json.loads(block.text)["@type"])



for part in [feeds, calendars, tables, catalogue, api, xml, linked_data]:
    before = passed
    part()
    print(f"{part.__name__}: {passed - before}")
print(f"formats: {passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
