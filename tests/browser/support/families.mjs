// The families of pages, told by their addresses. A page that fits no family, and a family without a page, are faults:
// `families.test.mjs` says so. Every other suite looks at one or two pages of each family.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { AS_OF, PAGES, ROOT, sizeOf } from "./site.mjs";

// The first pattern that fits decides. One segment of an address is `[^/]+`.
const PATTERNS = {
  start: /^\/$/,
  "not found": /^\/404\.html$/,
  components: /^\/gestaltung\/$/,
  search: /^\/suche\/$/,
  "services": /^\/leistungen\/$/,
  "services of a ministry": /^\/leistungen\/ressort\/[^/]+\/$/,
  "services of a topic": /^\/leistungen\/themenfeld\/[^/]+\/$/,
  "services in a phase": /^\/leistungen\/phase\/[^/]+\/$/,
  "services by way of ordering": /^\/leistungen\/bestellung\/[^/]+\/$/,
  "services by maturity": /^\/leistungen\/reifegrad\/[^/]+\/$/,
  "services by EfA offer": /^\/leistungen\/efa\/[^/]+\/$/,
  "services for a target group": /^\/leistungen\/zielgruppe\/[^/]+\/$/,
  "services by who carries them out": /^\/leistungen\/vollzug\/[^/]+\/$/,
  "services with a call": /^\/leistungen\/mitarbeit-gesucht\/$/,
  "services that can be re-used": /^\/leistungen\/nachnutzbar\/[^/]+\/$/,
  "services by confirmation": /^\/leistungen\/bestaetigung\/[^/]+\/$/,
  "spread of a service": /^\/leistungen\/[^/]+\/verbreitung\/$/,
  "spread": /^\/verbreitung\/$/,
  "service": /^\/leistungen\/[^/]+\/$/,
  "ministries": /^\/ressorts\/$/,
  "tasks": /^\/ressorts\/aufgaben\/$/,
  "ministry": /^\/ressorts\/[^/]+\/$/,
  "topics": /^\/themenfelder\/$/,
  "topic": /^\/themenfelder\/[^/]+\/$/,
  "roadmap": /^\/fahrplan\/$/,
  "events": /^\/termine\/$/,
  "events of a facet": /^\/termine\/[^/]+\/[^/]+\/$/,
  "event": /^\/termine\/[^/]+\/$/,
  "press": /^\/presse\/$/,
  "press of a year": /^\/presse\/\d{4}\/$/,
  "press release": /^\/presse\/[^/]+\/$/,
  "guides": /^\/leitfaeden\/$/,
  "guide": /^\/leitfaeden\/[^/]+\/$/,
  "chapter": /^\/leitfaeden\/[^/]+\/[^/]+\/$/,
  "my municipality": /^\/meine-kommune\/$/,
  "my municipality by postcode": /^\/meine-kommune\/postleitzahl\/$/,
  "authorities": /^\/stellen\/$/,
  "authorities of a kind": /^\/stellen\/art\/[^/]+\/$/,
  "authorities, next page": /^\/stellen\/art\/[^/]+\/seite\/\d+\/$/,
  "former authority": /^\/stellen\/120645410000\/$/,
  "county": /^\/stellen\/12\d{3}0000000\/$/,
  "office": /^\/stellen\/12\d{7}000\/$/,
  "municipality": /^\/stellen\/12\d{10}\/$/,
  "other authority": /^\/stellen\/[^/]+\/$/,
  "participation": /^\/mitarbeit\/$/,
  "a to z": /^\/a-z\/$/,
  "letter": /^\/a-z\/[^/]+\/$/,
  "changes": /^\/aktuelles\/(seite\/\d+\/)?$/,
  "subscribe": /^\/abonnieren\/$/,
  "data": /^\/daten\/$/,
  "embed": /^\/einbinden\/$/,
  "page": /^\/(?!assets)[^/]+\/$/,
};

/** Languages beside German, by the first segment of their addresses → the families that they have. */
const LANGUAGES = {
  en: Object.keys(PATTERNS).filter((name) => name !== "components"),
  leicht: ["start", "page"],
};
const inLanguage = (name, language) => `${name} (${language})`;

/** The families that every suite looks at in another language: those whose words or forms differ most. */
const LOOKED_AT_IN = {
  en: ["start", "search", "services", "service", "ministry", "topic", "roadmap", "event", "press release", "chapter", "municipality", "spread of a service", "a to z", "changes", "subscribe", "page"],
  leicht: ["start", "page"],
};

/** The family of an address, or undefined. */
export function familyOf(url) {
  const [, language, rest] = url.match(/^\/(en|leicht)(\/.*)$/) ?? [];
  const name = Object.keys(PATTERNS).find((name) => PATTERNS[name].test(rest ?? url));
  return name && language ? inLanguage(name, language) : name;
}

/** Family → its pages. */
export const FAMILIES = Object.fromEntries(Object.keys(PATTERNS).map((name) => [name, []]));
for (const [language, names] of Object.entries(LANGUAGES)) for (const name of names) FAMILIES[inLanguage(name, language)] = [];
/** Pages that fit no family. */
export const STRANGERS = [];
for (const url of PAGES) (FAMILIES[familyOf(url)] ?? STRANGERS).push(url);

/** The page of a family with the most on it. */
export function richest(name) {
  return FAMILIES[name].reduce((best, url) => (best && sizeOf(best) >= sizeOf(url) ? best : url), undefined);
}

/** The page of a family with the least on it: it shows what is said when there is nothing to say. */
export function poorest(name) {
  return FAMILIES[name].reduce((best, url) => (best && sizeOf(best) <= sizeOf(url) ? best : url), undefined);
}

/** All families; or those named in OZG_FAMILIES (separated by commas), for a quick look at some of them. */
const IN_LANGUAGES = Object.entries(LOOKED_AT_IN).flatMap(([language, names]) => names.map((name) => inLanguage(name, language)));
const LOOKED_AT = process.env.OZG_FAMILIES?.split(",") ?? [...Object.keys(PATTERNS), ...IN_LANGUAGES];

/** One page of every family, the richest. */
export const ONE_OF_EACH = LOOKED_AT.map(richest).filter(Boolean);

/** The richest and the poorest page of every family. */
export const TWO_OF_EACH = [...new Set([...ONE_OF_EACH, ...LOOKED_AT.map(poorest).filter(Boolean)])];

/** Whether slow checks look at every page (`tests/run --gruendlich`). */
export const THOROUGH = process.env.OZG_TESTS_GRUENDLICH === "1";

/** What the checkers of HTML look at: else the richest and the poorest page of every family in every language. */
const MARKUP_OF = process.env.OZG_FAMILIES?.split(",") ?? Object.keys(FAMILIES);
export const CHECKED = THOROUGH ? PAGES : [...new Set([...MARKUP_OF.map(richest), ...MARKUP_OF.map(poorest)].filter(Boolean))];

/** Whether a YAML file describes something public on the reference date: no draft, not of a later time. */
function isPublic(file) {
  const text = readFileSync(file, "utf8");
  const later = (field) => (text.match(new RegExp(`^${field}: *"?(\\d{4}-\\d\\d-\\d\\d)`, "m"))?.[1] ?? "") > AS_OF;
  return !/^entwurf: true/m.test(text) && !later("veroeffentlichen_ab") && !later("von");
}

/** What must have a page because there is content for it: family → addresses. */
export function expected() {
  const content = path.join(ROOT, "content");
  const files = (folder, record) =>
    readdirSync(path.join(content, folder))
      // Translations stand beside their originals.
      .filter((name) => !/\.\w+\.yaml$/.test(name))
      .map((name) => [name.replace(/\.yaml$/, ""), path.join(content, folder, name, record)])
      .filter(([, file]) => existsSync(file) && isPublic(file))
      .map(([id]) => id);
  // What ended and goes on under another key leads there and has no page of its own; what is to come has none yet.
  const rows = readFileSync(path.join(content, "stellen/gebietskoerperschaften.csv"), "utf8").split("\n");
  const [names, ...authorities] = rows.filter((row) => row).map((row) => row.trim().split(";"));
  const [begin, end, successor, kind] = ["gueltig_ab", "gueltig_bis", "nachfolger", "art"].map((name) => names.indexOf(name));
  const isGone = (row) => row[end] && row[end] < AS_OF && row[successor] && row[kind] !== "amt";
  const keys = authorities.filter((row) => !isGone(row) && !(row[begin] > AS_OF)).map((row) => row[0]);
  return {
    service: files("leistungen", "leistung.yaml").map((id) => `/leistungen/${id}/`),
    ministry: files("ressorts", "").map((id) => `/ressorts/${id}/`),
    guide: files("leitfaeden", "leitfaden.yaml").map((id) => `/leitfaeden/${id}/`),
    authority: keys.map((key) => `/stellen/${key}/`),
  };
}
