// Dialogs over the page: a link with data-dialog shows its own page in the one <dialog>.
// The address tells which is open, so every dialog can be sent to a colleague.
const sheet = document.getElementById("sheet");
const inside = document.getElementById("sheet-in");
let opener = null;

const address = (name) => {
  const here = new URL(location.href);
  if (name) here.searchParams.set("dialog", name);
  else here.searchParams.delete("dialog");
  return here;
};

async function show(link, { push = true } = {}) {
  opener = document.activeElement?.closest("details.menu")?.querySelector("summary") || link;
  link.closest("details.menu")?.removeAttribute("open");
  try {
    const answer = await fetch(link.href, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (answer.redirected || !answer.ok) throw new Error(answer.status);
    inside.innerHTML = await answer.text();
    const module = inside.querySelector("[data-module]")?.dataset.module;
    if (module) await import(module); // before it is shown: the next key is for it
  } catch {
    location.assign(link.href); // the page version explains what is wrong, and works on its own
    return;
  }
  window.htmx?.process(inside);
  if (push) history.pushState({ dialog: link.dataset.dialog }, "", address(link.dataset.dialog));
  if (!sheet.open) sheet.showModal();
  settle();
}

function settle() {
  const module = inside.querySelector("[data-module]")?.dataset.module;
  if (module) import(module);
  if (inside.querySelector("[data-page-changed]")) sheet.dataset.changed = "yes";
  const first = inside.querySelector("[aria-invalid=true]") || inside.querySelector("[autofocus]") || inside.querySelector("input:not([type=hidden]), textarea, select, button, a");
  first?.focus();
  inside.dispatchEvent(new CustomEvent("sheet:shown", { bubbles: true }));
}

function fromAddress() {
  const name = new URL(location.href).searchParams.get("dialog");
  const link = name && document.querySelector(`a[data-dialog="${CSS.escape(name)}"]`);
  if (link) show(link, { push: false });
  else if (sheet.open) sheet.close();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (link && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    show(link);
  }
  const closer = event.target.closest("[data-close]");
  if (closer) {
    event.preventDefault();
    closer.closest("dialog").close();
  }
});

sheet?.addEventListener("close", () => {
  const changed = sheet.dataset.changed || inside.querySelector("[data-page-changed]"); // also when "Create another" came after it
  delete sheet.dataset.changed;
  inside.replaceChildren();
  if (changed) {
    location.assign(address(null)); // something was made: show the page as it is now
    return;
  }
  history.replaceState({}, "", address(null));
  opener?.focus();
});
document.body.addEventListener("htmx:afterSettle", (event) => { if (event.detail.target === inside) settle(); });
window.addEventListener("popstate", fromAddress);
window.addEventListener("DOMContentLoaded", fromAddress);
