// @ts-check
// Puts the code for embedding together, and shows what it does. Without this file the page shows the code of one example each.

/** @param {string} selector */
const find = (selector) => /** @type {HTMLElement | null} */ (document.querySelector(selector));

const form = find("[data-embed]");
const code = find("[data-embed-code]");
const copy = find("[data-embed-copy]");
const status = find("[data-embed-status]");
const preview = find("[data-embed-preview]");

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
/** @param {string} pattern @param {HTMLOptionElement} option */
const fill = (pattern, { value, text }) => pattern.replaceAll("{id}", () => value).replaceAll("{name}", () => escaped(text));

if (form && code && copy && status && preview) {
  const kinds = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input[name="art"]')]);
  const selects = [...form.querySelectorAll("select")];
  const show = () => {
    const kind = kinds.find((input) => input.checked);
    for (const select of selects) {
      const field = /** @type {HTMLElement | null} */ (select.closest("[data-embed-field]"));
      const isMeant = select.name === kind?.dataset.of;
      if (field) field.hidden = !isMeant;
      const chosen = select.selectedOptions[0];
      if (kind && isMeant && chosen) {
        code.textContent = fill(kind.dataset.pattern ?? "", chosen);
        const element = document.createElement("ozg-dienste");
        element.setAttribute(kind.value, select.value);
        preview.replaceChildren(element);
      }
    }
    status.textContent = "";
  };
  form.addEventListener("input", show);
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent ?? "");
    status.textContent = copy.dataset.done ?? "";
  });
  show();
  import(preview.dataset.embedPreview ?? "");
}
