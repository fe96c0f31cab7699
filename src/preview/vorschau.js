// Follows the preview: reloads the page when the files change, and shows what is wrong with them.

/** The report that the reader has closed. It stays closed until a save changes it. */
let closed = "";

/**
 * Shows the problems over the page, or takes them away. The page below is the last good one and stays in reach.
 * @returns {Promise<boolean>} whether there are any
 */
async function showProblems() {
  const answer = await fetch("/_ozg/probleme");
  const report = await answer.text();
  document.querySelector(".ozg-overlay")?.remove();
  if (report === "") {
    closed = "";
    return false;
  }
  if (report === closed) return true;
  const overlay = document.createElement("section");
  overlay.className = "ozg-overlay";
  overlay.setAttribute("role", "alert");
  const title = document.createElement("h2");
  title.textContent = "Die Inhalte haben Fehler. So werden sie nicht veröffentlicht.";
  const text = document.createElement("pre");
  text.textContent = report;
  text.tabIndex = 0;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Schließen";
  close.addEventListener("click", () => {
    closed = report;
    overlay.remove();
  });
  overlay.append(title, close, text);
  document.body.append(overlay);
  return true;
}

/** Reloads for every state that is newer than the one that this page was made from. Browsers keep the place themselves. */
function follow() {
  let shown = document.querySelector("script[data-stand]").dataset.stand;
  const events = new EventSource("/_ozg/ereignisse");
  events.addEventListener("stand", async (event) => {
    if (event.data === shown) return;
    shown = event.data;
    if (!(await showProblems())) location.reload();
  });
}

await showProblems();
follow();
