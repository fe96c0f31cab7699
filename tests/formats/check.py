"""Reads every feed, calendar and data file of a built portal with the libraries that others use: check.py DIR [part …]"""

import json
import shutil
import subprocess
import sys
import tempfile
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


# What https://www.jsonfeed.org/version/1.1/ asks for, and nothing that it does not know.
TEXT = {"type": "string", "minLength": 1}
AUTHORS = {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["name"], "properties": {"name": TEXT}}}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        **{name: TEXT for name in ["title", "description", "language"]},
        **{name: {"type": "string", "pattern": "^https?://"} for name in ["home_page_url", "feed_url"]},
        "authors": AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "additionalProperties": False,
                "properties": {
                    **{name: TEXT for name in ["id", "title", "summary", "content_html", "content_text"]},
                    "url": {"type": "string", "pattern": "^https?://"},
                    "date_published": {"type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$"},
                    "tags": {"type": "array", "items": TEXT},
                    "authors": AUTHORS,
                },
            },
        },
    },
}


def feeds():
    grammar = etree.RelaxNG(etree.parse(HERE / "atom.rng"))
    json_feed = jsonschema.Draft202012Validator(JSON_FEED)
    for path in sorted(PUBLIC.rglob("*.atom")):
        tree = etree.parse(path)
        check(path, grammar.validate(tree), grammar.error_log.last_error)
        rules_beside_the_grammar(path, tree)
        twin = json.loads(path.with_suffix(".json").read_text())
        fault = next(json_feed.iter_errors(twin), None)
        check(path.with_suffix(".json"), fault is None, fault and fault.message)
    for path in sorted(PUBLIC.rglob("*.atom")):
        feed = feedparser.parse(path.read_bytes())
        check(path, not feed.bozo, feed.get("bozo_exception"))
        check(path, feed.version == "atom10" and feed.feed.id and feed.feed.updated_parsed)
        check(path, len({entry.id for entry in feed.entries}) == len(feed.entries), "ids")
        check(path, all(entry.updated_parsed and entry.link.startswith("http") for entry in feed.entries))
        twin = json.loads(path.with_suffix(".json").read_text())
        check(path, [entry.id for entry in feed.entries] == [item["id"] for item in twin["items"]], "JSON Feed differs")
        check(path, all("content_html" in item or "content_text" in item for item in twin["items"]))


ATOM = {"a": "http://www.w3.org/2005/Atom"}


def rules_beside_the_grammar(path, tree):
    # RFC 4287, 4.1.1 and 4.1.2: an author for each entry, one alternate a type, a summary where the content is elsewhere.
    feed_has_author = bool(tree.xpath("/a:feed/a:author", namespaces=ATOM))
    check(path, tree.xpath("count(/a:feed/a:link[@rel='self'])", namespaces=ATOM) == 1, "self")
    for node in tree.xpath("/a:feed | /a:feed/a:entry", namespaces=ATOM):
        alternates = node.xpath("a:link[@rel='alternate']/@type", namespaces=ATOM)
        check(path, alternates and len(alternates) == len(set(alternates)), "alternate")
    for entry in tree.xpath("/a:feed/a:entry", namespaces=ATOM):
        check(path, feed_has_author or entry.xpath("a:author", namespaces=ATOM), "author")
        check(path, entry.xpath("a:content | a:summary", namespaces=ATOM), "neither content nor summary")


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
    # By its own name the library would know the zone already, and not look at the rules.
    rules = (PUBLIC / "kalender/termine.ics").read_bytes().replace(b"Europe/Berlin", b"Zone der Datei")
    zone = icalendar.Calendar.from_ical(rules).walk("VTIMEZONE")[0].to_tz()
    for day, hours in [("2022-03-26", 1), ("2022-03-27", 2), ("2022-10-29", 2), ("2022-10-30", 1)]:
        local = datetime.fromisoformat(f"{day} 10:00").replace(tzinfo=zone)
        check("VTIMEZONE", local.utcoffset() == timedelta(hours=hours), f"{day}: {local.utcoffset()}")


def offset(start):
    from zoneinfo import ZoneInfo

    return start.replace(tzinfo=ZoneInfo("Europe/Berlin")).utcoffset()


def tables():
    for path in sorted((PUBLIC / "daten").glob("*.csv")):
        table = json.loads(path.with_suffix(".json").read_text())
        # The separator is all that has to be said: pandas takes a comma for granted.
        frame = pandas.read_csv(path, sep=";")
        check(path, len(frame) == table["count"], "rows")
        schema = json.loads((PUBLIC / "daten/schema" / f"{path.stem}.json").read_text())
        check(path, list(frame.columns) == list(schema["properties"]), "columns")
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        check(path, not [error for row in table["data"] for error in validator.iter_errors(row)], "schema")
        lines = pandas.read_json(path.with_suffix(".jsonl"), lines=True, dtype=False)
        check(path, len(lines) == table["count"], "lines")
        # The names of base components come from the settings: they are never invented.
        if "sample" in frame.columns:
            samples = sum(row["sample"] for row in table["data"])
            check(path, int(frame["sample"].sum()) == samples, "samples")
    spreadsheet(sorted((PUBLIC / "daten").glob("*.csv")))


def spreadsheet(paths):
    program = shutil.which("soffice")
    if program is None:
        print("not checked: tables in LibreOffice, which is not installed (libreoffice-calc-nogui)")
        return
    with tempfile.TemporaryDirectory() as folder:
        # What the import dialog offers by itself: comma, semicolon and tab; quotes; UTF-8, because of the byte order mark.
        # The converter has no dialog and has to be told.
        command = [program, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--infilter=CSV:44/59/9,34,76"]
        command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, *map(str, paths)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        for path in paths:
            sheet = pandas.read_excel(Path(folder) / f"{path.stem}.xlsx", keep_default_na=False)
            table = json.loads(path.with_suffix(".json").read_text())
            check(path, list(sheet.columns) == list(table["data"][0]), "columns in LibreOffice")
            check(path, len(sheet) == table["count"], "rows in LibreOffice")
            for column in ["title", "name", "summary"]:
                if column in sheet.columns:
                    texts = [row[column] or "" for row in table["data"]]
                    check(path, list(map(str, sheet[column])) == texts, f"{column} in LibreOffice")


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


def json_files():
    # The lists of the API are described by the same schemas as the tables; what single files hold, Rust's tests compare.
    for path in sorted((PUBLIC / "api/v1").glob("*.json")):
        if path.stem in ("index", "openapi"):
            continue
        schema = json.loads((PUBLIC / "daten/schema" / f"{path.stem}.json").read_text())
        validator = jsonschema.Draft202012Validator(schema)
        document = json.loads(path.read_text())
        check(path, not [error for row in document["data"] for error in validator.iter_errors(row)], "schema")
        check(path, document["version"] and document["count"] == len(document["data"]), "envelope")
    # The index names every table, with as many rows as it has.
    index = json.loads((PUBLIC / "api/v1/index.json").read_text())["data"]
    check("index.json", {table["id"] for table in index["tables"]} == {path.stem for path in (PUBLIC / "daten").glob("*.csv")}, "tables")
    for table in index["tables"]:
        rows = (PUBLIC / "daten" / f"{table['id']}.jsonl").read_text().splitlines()
        check("index.json", table["count"] == len(rows), table["id"])


def xml():
    pages = {"https://ozg.brandenburg.de/" + str(path.parent.relative_to(PUBLIC)).removeprefix(".") + "/" for path in PUBLIC.rglob("index.html")}
    pages = {page.replace("de//", "de/") for page in pages}
    sitemap = etree.parse(PUBLIC / "sitemap.xml")
    for address in sitemap.iterfind(".//{*}loc"):
        check("sitemap.xml", address.text in pages, address.text)
    for day in sitemap.iterfind(".//{*}lastmod"):
        check("sitemap.xml", datetime.fromisoformat(day.text) <= datetime(2022, 2, 15), f"after the reference date: {day.text}")
    check("opensearch.xml", "{searchTerms}" in etree.parse(PUBLIC / "opensearch.xml").find("{*}Url").get("template"))
    manifest = json.loads((PUBLIC / "manifest.webmanifest").read_text())
    for icon in manifest["icons"]:
        check("manifest.webmanifest", (PUBLIC / icon["src"].lstrip("/")).is_file(), icon["src"])
    security = (PUBLIC / ".well-known/security.txt").read_text()
    check("security.txt", "Contact: mailto:" in security and "Expires: " in security and "Canonical: https://" in security)


def linked_data():
    for path in sorted(PUBLIC.rglob("*.html")):
        for block in etree.HTML(path.read_bytes()).iterfind(".//script[@type='application/ld+json']"):
            check(path, json.loads(block.text)["@type"])


PARTS = [feeds, calendars, tables, catalogue, api, json_files, xml, linked_data]
wanted = sys.argv[2:]
for part in [part for part in PARTS if not wanted or part.__name__ in wanted]:
    before = passed
    part()
    print(f"{part.__name__}: {passed - before}")
print(f"formats: {passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
