// Reads every calendar of a built portal with ical.js, the library of Thunderbird: `node calendars.mjs DIR`.
//
// The time zone is what calendars get wrong most often: for every day of some years, and for the hours around both changes
// of the clock, the rules in the file must say what the time zone database says.

import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import ICAL from "ical.js";

const folder = process.argv[2];
const faults = [];
let passed = 0;
const check = (name, condition, detail = "") => (condition ? passed++ : faults.push(`${name} ${detail}`));

const berlin = new Intl.DateTimeFormat("en", { timeZone: "Europe/Berlin", timeZoneName: "longOffset" });
const hours = (instant) => Number(/GMT([+-]\d\d):00/.exec(berlin.format(instant))[1]);

/** What a zone makes of a local time, in hours. */
const offset = (zone, text) => zone.utcOffset(ICAL.Time.fromDateTimeString(text)) / 3600;

function zone(name, component) {
  const zone = new ICAL.Timezone(component);
  check(name, zone.tzid === "Europe/Berlin", zone.tzid);
  const days = [];
  for (let day = new Date("2021-01-01T11:00:00Z"); day < new Date("2031-01-01"); day = new Date(+day + 86_400_000)) days.push(day);
  const wrong = days.filter((day) => offset(zone, `${day.toISOString().slice(0, 10)}T12:00:00`) !== hours(day));
  check(name, wrong.length === 0, `another offset than the time zone database on ${wrong[0]?.toISOString()}`);
  // The clock goes from 2 to 3, and from 3 to 2.
  for (const [text, expected] of [
    ["2022-03-27T01:59:00", 1],
    ["2022-03-27T03:00:00", 2],
    ["2022-10-30T01:59:00", 2],
    ["2022-10-30T03:00:00", 1],
  ])
    check(name, offset(zone, text) === expected, `${text}: ${offset(zone, text)}`);
}

const zones = new Set();
const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".ics"));
check("calendars", files.length > 10, `only ${files.length}`);
for (const file of files) {
  const bytes = readFileSync(path.join(folder, file));
  let calendar;
  try {
    // Bytes that are no UTF-8 are a fault too.
    calendar = new ICAL.Component(ICAL.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch (error) {
    check(file, false, error.message);
    continue;
  }
  check(file, calendar.name === "vcalendar" && calendar.getFirstPropertyValue("version") === "2.0");
  const zoneComponent = calendar.getFirstSubcomponent("vtimezone");
  const text = zoneComponent.toString();
  // The same rules in every file: they are worked through once.
  if (!zones.has(text)) zone(file, zoneComponent);
  zones.add(text);
  const ids = new Set();
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    check(file, event.uid && !ids.has(event.uid), `UID ${event.uid}`);
    ids.add(event.uid);
    check(file, event.summary && event.startDate?.isDate !== undefined, event.uid);
    check(file, Number.isInteger(event.sequence) && component.getFirstPropertyValue("dtstamp") instanceof ICAL.Time, event.uid);
    check(file, event.endDate.compare(event.startDate) >= 0, `${event.uid} ends before it begins`);
    const status = component.getFirstPropertyValue("status");
    check(file, ["CONFIRMED", "CANCELLED"].includes(status), status);
    if (!event.startDate.isDate) {
      check(file, component.getFirstProperty("dtstart").getParameter("tzid") === "Europe/Berlin", event.uid);
    }
  }
}
check("calendars", zones.size === 1, `${zones.size} time zones`);

for (const fault of faults) console.error(`FAILED ${fault}`);
console.log(`calendars with ical.js: ${files.length} files, ${passed} passed, ${faults.length} failed`);
process.exitCode = faults.length ? 1 : 0;
