// No "maybe": a form that got no clear answer asks what became of its intent and says so.
document.body.addEventListener("htmx:beforeRequest", (event) => {
  event.target.querySelectorAll?.("[type=submit]").forEach((one) => one.setAttribute("aria-busy", "true"));
});
document.body.addEventListener("htmx:afterRequest", (event) => {
  event.target.querySelectorAll?.("[type=submit]").forEach((one) => one.removeAttribute("aria-busy"));
});

async function ask(form) {
  const place = form.querySelector("[data-outcome]");
  const address = place?.dataset.outcome;
  if (!place) return;
  place.textContent = place.dataset.asking;
  place.hidden = false;
  for (let wait = 500; wait < 9000; wait *= 2) {
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" } });
      if (answer.ok && !answer.redirected) {
        place.innerHTML = await answer.text();
        if (!place.querySelector("[data-running]")) return;
      }
    } catch { /* still no line: ask again */ }
    await new Promise((later) => setTimeout(later, wait));
  }
  place.textContent = place.dataset.silent;
}

for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.body.addEventListener(name, (event) => {
    const form = event.target.closest?.("form");
    if (form) ask(form);
  });
}
