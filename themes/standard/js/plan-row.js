// Who comes from the page of a service to the finder of municipalities goes on to the row of that service in their plan.

const service = new URLSearchParams(location.search).get("leistung") ?? "";

if (/^[a-z0-9-]+$/.test(service)) {
  // Results of the search are added while one types, so the link is asked when it is followed.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href*='/stellen/']");
    if (link && !link.hash) link.hash = `plan-${service}`;
  }, { capture: true });
}
