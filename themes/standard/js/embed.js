// Puts the code for embedding together, and shows what it does. Without this file the page shows the code of one example each.

const form = document.querySelector("[data-embed]");
const code = document.querySelector("[data-embed-code]");
const copy = document.querySelector("[data-embed-copy]");
const status = document.querySelector("[data-embed-status]");
const preview = document.querySelector("[data-embed-preview]");

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);
const fill = (pattern, { value, text }) => pattern.replaceAll("{id}", () => value).replaceAll("{name}", () => escaped(text));

if (form && code) {
  const kinds = [...form.querySelectorAll('input[name="art"]')];
  const selects = [...form.querySelectorAll("select")];
  const show = () => {
    const kind = kinds.find((input) => input.checked)?.value;
    for (const select of selects) {
      select.closest("[data-embed-field]").hidden = select.name !== kind;
      if (select.name === kind) {
        code.textContent = fill(select.dataset.pattern, select.selectedOptions[0]);
        const element = document.createElement("ozg-dienste");
        element.setAttribute(kind, select.value);
        preview.replaceChildren(element);
      }
    }
    status.textContent = "";
  };
  form.addEventListener("input", show);
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent);
    status.textContent = copy.dataset.done;
  });
  document.querySelector("[data-embed-configurator]").hidden = false;
  show();
  import(preview.dataset.embedPreview);
}
