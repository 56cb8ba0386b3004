// Nothing typed is lost: a form with data-draft is kept in this browser until it went through,
// for whoever is signed in and for nobody else; signing out forgets it.
const PREFIX = `orderkin:draft:${document.body.dataset.who}:`;
const DECIDED_ANEW = ["make_lookalike", "override"];
const keeps = (field) => field.name && !DECIDED_ANEW.includes(field.name) && !["hidden", "password", "file", "submit", "button"].includes(field.type) && !field.dataset.noDraft;
const ticks = (field) => ["checkbox", "radio"].includes(field.type);

function typed(form) {
  return [...form.elements].filter((one) => keeps(one) && (!ticks(one) || one.checked)).map((one) => [one.name, one.value]);
}

function save(form) {
  try { localStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify(typed(form))); } catch { /* full or forbidden */ }
}

function restore(form) {
  const stored = localStorage.getItem(PREFIX + form.dataset.draft);
  const first = !form.dataset.restored;
  form.dataset.restored = "yes";
  if (!stored || !first || form.querySelector("[aria-invalid=true]") || stored === JSON.stringify(typed(form))) return;
  const values = JSON.parse(stored);
  const has = (field) => values.some(([name, value]) => name === field.name && value === field.value);
  for (const field of [...form.elements].filter(keeps)) {
    const found = values.find(([name]) => name === field.name);
    if (ticks(field)) field.checked = has(field);
    else if (found) field.value = found[1];
  }
  const hint = form.querySelector("[data-draft-hint]");
  if (hint) hint.hidden = false;
  // Parts that depend on what was typed are drawn again by the server.
  const again = form.querySelector("[data-draft-draws]");
  if (again) {
    const body = { restored: 1 };
    for (const [name, value] of values) (body[name] ||= []).push(value);
    window.htmx.ajax("POST", again.dataset.draftDraws, { source: again, target: again.dataset.draftInto, swap: "outerHTML", values: body });
  }
}

// The server names the form that went through, whichever page comes after it.
function forgetSent() {
  const sent = document.cookie.match(/(?:^|; )orderkin_sent=([^;]+)/);
  if (!sent) return;
  localStorage.removeItem(PREFIX + decodeURIComponent(sent[1]));
  document.cookie = "orderkin_sent=; max-age=0; path=/";
}

function look() {
  forgetSent();
  document.querySelectorAll("[data-draft-done]").forEach((one) => localStorage.removeItem(PREFIX + one.dataset.draftDone));
  document.querySelectorAll("form[data-draft]").forEach(restore);
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-draft]");
  if (form) save(form);
});
document.addEventListener("click", (event) => {
  const again = event.target.closest("[data-draft-forget]");
  if (!again) return;
  const form = again.closest("form");
  localStorage.removeItem(PREFIX + form.dataset.draft);
  form.reset();
  form.querySelector(":checked[hx-post]")?.dispatchEvent(new Event("change", { bubbles: true }));
  again.closest("[data-draft-hint]").hidden = true;
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-signs-out]")) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
});
document.addEventListener("sheet:shown", look);
look();
