// <ozg-dienste stelle="ARS">   shows the online services that are live at an authority.
// <ozg-dienste plan="ARS">     shows what an authority has to do next, as its plan says.
// <ozg-dienste ressort="id">   shows a ministry's open calls for participation.
//
// What stands inside the element is shown until the data are there, and for good if they cannot be had. Fonts and
// colours are those of the page around it; `::part(heading|list|item|source)` lets that page go further.

const texts = "TEXTS";
const root = new URL("..", import.meta.url);

const style = new CSSStyleSheet();
style.replaceSync(`
:host { display: block; font: inherit; color: inherit }
:host([hidden]) { display: none }
a:focus-visible { outline: 2px solid; outline-offset: 2px }
ul { margin: 0; padding: 0; list-style: none }
li { padding: .6em 0; border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent) }
a { color: inherit; text-underline-offset: .15em }
p { margin: .25em 0 0 }
.heading { margin: 0 0 .5em; font-weight: bold }
.source { font-size: .875em }
.sample { font-size: .875em; border: 1px solid currentColor; border-radius: .25em; padding: 0 .35em }
`);

const node = (tag, part, ...children) => {
  const element = document.createElement(tag);
  if (part) element.setAttribute("part", (element.className = part));
  element.append(...children.filter(Boolean));
  return element;
};

// Only addresses of web pages become links, whatever the file says.
const link = (text, url) => {
  if (!/^https?:\/\//.test(url ?? "")) return node("span", "", text);
  const element = node("a", "", text);
  element.href = url;
  return element;
};

const fill = (text, gaps) => text.replace(/\{(\w+)\}/g, (_, gap) => gaps[gap]);

// A day, a month, a quarter or a year.
const date = (text) => {
  const [, year, quarter] = /^(\d+)-Q(\d)$/.exec(text) ?? [];
  if (quarter) return fill(texts.quarter, { year, n: quarter });
  const form = { day: "numeric", month: "long", year: "numeric" };
  const missing = 3 - text.split("-").length;
  if (missing) delete form.day;
  return missing === 2 ? text : new Date(text + "-01".repeat(missing) + "T12:00:00Z").toLocaleDateString("de", form);
};
const sample = (is) => is && node("span", "sample", texts.sample);

const entry = (title, url, text, isSample) =>
  node("li", "item", link(title, url), isSample && " ", sample(isSample), text && node("p", "", text));

const views = {
  stelle: ({ authority, services }) => ({
    title: texts.live,
    none: texts.noneLive,
    url: authority.url,
    items: services
      .filter(({ reuse }) => reuse.status === "live")
      .map(({ title, summary, url, reuse }) => entry(title, reuse.online_url ?? url, summary, reuse.sample)),
  }),
  plan: ({ authority, plan }) => ({
    title: texts.plan,
    none: texts.nonePlan,
    url: authority.url + "#plan",
    items: plan
      .filter(({ group }) => group !== "ministry" && group !== "done")
      .map((row) => {
        const when = row.date && fill(texts[row.date_kind], { date: date(row.date) });
        const who = row.authority === authority.id ? "" : row.authority_name;
        return entry(row.title, row.url, [row.action, when, who].filter(Boolean).join(", "), row.sample);
      }),
  }),
  ressort: ({ ministry, services }) => ({
    title: texts.calls,
    none: texts.noneCalls,
    url: ministry.url,
    items: services
      .filter((service) => service.participation_open)
      .map((service) => {
        const until = service.participation_until;
        const note = until ? " (" + fill(texts.until, { date: date(until) }) + ")" : "";
        const text = service.participation_task + note;
        return entry(service.title, service.url, text, service.sample);
      }),
  }),
};

const folders = { plan: "stellen", stelle: "stellen", ressort: "ressorts" };

class Dienste extends HTMLElement {
  static observedAttributes = Object.keys(folders);

  connectedCallback() {
    if (!this.shadowRoot) {
      const shadow = this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [style];
      shadow.append(document.createElement("slot"));
    }
    this.load();
  }

  attributeChangedCallback() {
    if (this.shadowRoot) this.load();
  }

  async load() {
    const kind = Object.keys(folders).findLast((name) => this.hasAttribute(name)) ?? "stelle";
    const id = this.getAttribute(kind) ?? "";
    // An answer that comes after another question was asked is not shown.
    const asked = (this.asked = {});
    if (!/^[a-z0-9-]+$/.test(id)) return this.show(node("slot"));
    try {
      const answer = await fetch(new URL(`api/v1/${folders[kind]}/${id}.json`, root), { credentials: "omit", referrerPolicy: "no-referrer" });
      if (!answer.ok) throw new Error(answer.status);
      const { data } = await answer.json();
      const { title, none, url, items } = views[kind](data);
      if (asked !== this.asked) return;
      // A label, for nobody knows which level of heading would fit the page around it.
      const heading = node("div", "heading", title);
      heading.id = "heading";
      const list = node("ul", "list", ...items);
      list.setAttribute("role", "list");
      list.setAttribute("aria-labelledby", "heading");
      this.show(heading, items.length ? list : node("p", "none", none), node("p", "source", link(texts.source, url)));
    } catch {
      if (asked === this.asked) this.show(node("slot"));
    }
  }

  show(...nodes) {
    this.shadowRoot.replaceChildren(...nodes);
  }
}

customElements.get("ozg-dienste") ?? customElements.define("ozg-dienste", Dienste);
