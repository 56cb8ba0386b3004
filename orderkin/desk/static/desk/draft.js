// Nothing typed is lost: a form with data-draft is kept in this browser until it went through.
const PREFIX = "orderkin:draft:";
const kept = (field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type) && !field.dataset.noDraft;

function save(form) {
  const values = [...form.elements].filter(kept).map((one) =>
    [one.name, one.value, ["checkbox", "radio"].includes(one.type) ? one.checked : null]);
  try { localStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify(values)); } catch { /* full or forbidden */ }
}

function restore(form) {
  const stored = localStorage.getItem(PREFIX + form.dataset.draft);
  if (!stored || form.dataset.restored || form.querySelector("[aria-invalid=true]")) return;
  form.dataset.restored = "yes";
  let changed = false;
  for (const [name, value, checked] of JSON.parse(stored)) {
    for (const field of [...form.elements].filter((one) => one.name === name && kept(one))) {
      if (checked === null) { changed ||= field.value !== value; field.value = value; }
      else if (field.value === value) { changed ||= field.checked !== checked; field.checked = checked; }
    }
  }
  const hint = form.querySelector("[data-draft-hint]");
  if (hint && changed) hint.hidden = false;
}

function look() {
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
  again.closest("[data-draft-hint]").hidden = true;
});
document.addEventListener("sheet:shown", look);
document.body.addEventListener("htmx:afterSettle", look);
look();
