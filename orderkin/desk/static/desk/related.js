// Create Related Order by keyboard: a digit leads to the lines of its recipe, arrows move between
// lines, space takes one, Enter creates.
const TICK = "table.picker [type=checkbox][name=take]";
let early = null; // keys meant for lines that the desk is still drawing, after a digit

const ticks = (form) => [...form.querySelectorAll(TICK)];

function move(tick, by) {
  const all = ticks(tick.form);
  const next = all[all.indexOf(tick) + by];
  (next || (by < 0 ? tick.form.querySelector("[name=recipe]:checked") : tick))?.focus();
}

function toLines(form) {
  const first = ticks(form)[0];
  if (!first) return;
  first.closest("details").open = true;
  first.focus();
}

function lineKey(tick, key) {
  if (key === " ") tick.click();
  else move(tick, key === "ArrowDown" ? 1 : -1);
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (!["ArrowDown", "ArrowUp", " "].includes(key) || event.ctrlKey || event.altKey || event.metaKey) return;
  if (target.matches("[type=radio][name=recipe]")) {
    if (early) early.push(key);
    else if (key === "ArrowDown") toLines(target.form);
    else return; // the other arrows choose another recipe
    event.preventDefault();
  } else if (key !== " " && target.matches(TICK)) {
    event.preventDefault();
    lineKey(target, key);
  }
});

// A digit was pressed: when the lines of its recipe stand there, they have the focus.
let pressed = "";
document.addEventListener("keydown", (event) => { pressed = event.key; }, true);
document.addEventListener("pointerdown", () => { pressed = ""; }, true);
document.addEventListener("change", (event) => {
  if (event.target.matches("[type=radio][name=recipe]") && event.target.dataset.key === pressed) early = [];
});
document.addEventListener("keydown", (event) => {
  const chosen = document.activeElement;
  if (event.defaultPrevented && !early && chosen.matches("[type=radio][name=recipe]") && chosen.dataset.key === event.key) toLines(chosen.form);
});
document.body.addEventListener("htmx:afterRequest", (event) => { if (!event.detail.successful) early = null; });
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (!early || event.detail.target?.id !== "picker") return;
  const keys = early;
  early = null;
  const at = document.activeElement;
  if (at && at !== document.body && !at.matches("[type=radio][name=recipe]")) return; // went on already
  const form = document.querySelector("#picker")?.closest("form");
  if (!form) return;
  toLines(form);
  for (const key of keys) if (document.activeElement.matches(TICK)) lineKey(document.activeElement, key);
});

// Enter in the product box, as a barcode scanner sends it, adds the line and creates nothing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !event.target.matches("[name=any_product]") || !event.target.value.trim()) return;
  event.preventDefault();
  event.target.form.querySelector("[name=add]").click();
});

// Changing a line's figures means that it is wanted, and that it was not only the recipe's idea.
document.addEventListener("input", (event) => {
  const row = event.target.closest?.("table.picker tbody tr");
  if (!row) return;
  row.querySelector("[name=by_recipe]")?.remove();
  if (!event.target.matches("[type=checkbox]")) row.querySelector("[type=checkbox]").checked = true;
});

// The last row about wrong units was filled: another empty one.
document.addEventListener("input", (event) => {
  const row = event.target.closest?.(".kept-row");
  if (!row || row.nextElementSibling || !row.querySelector("[name=kept]").value) return;
  const next = row.cloneNode(true);
  for (const field of next.querySelectorAll("input, select")) field.value = field.name === "kept_quantity" ? "1" : "";
  row.after(next);
});

// Reason's own letter leads to it. Where the focus is there already the letter alone chooses nothing;
// with the letters after it, as in "wr", it begins the name of a reason.
let fresh = false; // nothing was typed since Reason got the focus
let begun = { text: "", at: 0 };

document.addEventListener("focusin", ({ target }) => {
  begun = { text: "", at: 0 };
  fresh = target.id === "reason" && pressed !== target.dataset.key;
});

function goOn(select, key, at) {
  const text = begun.text + key.toLowerCase();
  const found = at - begun.at < 1000 && [...select.options].find((one) => one.text.toLowerCase().startsWith(text));
  begun = found ? { text, at } : { text: "", at: 0 };
  if (!found) return false;
  select.value = found.value;
  for (const name of ["input", "change"]) select.dispatchEvent(new Event(name, { bubbles: true }));
  return true;
}

document.addEventListener("keydown", (event) => {
  const { key, target, timeStamp } = event;
  if (target.id !== "reason" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (fresh && key === target.dataset.key) {
    begun = { text: key, at: timeStamp };
    event.preventDefault();
  } else if (begun.text && key.length === 1 && goOn(target, key, timeStamp)) event.preventDefault();
  fresh = false;
});

// The line that was wrong is the one to send right: it is taken, as many units as were wrong, until
// the agent says otherwise.
const offered = new WeakMap(); // row about wrong units -> the line it had taken

const tickOf = (form, line) => line && form.querySelector(`${TICK}[value="l${CSS.escape(line)}"]`);

function take(tick, on) {
  if (!tick || tick.checked === on) return;
  tick.checked = on;
  tick.dispatchEvent(new Event("input", { bubbles: true }));
}

function wrongUnits(form, line) {
  const rows = [...form.querySelectorAll(".kept-row")].filter((row) => row.querySelector("[name=kept]").value === line);
  return rows.reduce((sum, row) => sum + (Number(row.querySelector("[name=kept_quantity]").value) || 1), 0);
}

function setUnits(tick, units) {
  const field = tick?.closest("tr").querySelector(".qty");
  if (!field || !tick.checked || !units || field.dataset.typed) return;
  field.value = units;
}

document.addEventListener("input", (event) => {
  const { target } = event;
  if (event.isTrusted && target.matches?.("table.picker .qty")) target.dataset.typed = "yes";
  if (!target.matches?.("[name=kept], [name=kept_quantity]")) return;
  const row = target.closest(".kept-row"), form = target.form, line = row.querySelector("[name=kept]").value;
  if (target.name === "kept") {
    const before = offered.get(row);
    if (before && before !== line && !wrongUnits(form, before)) take(tickOf(form, before), false);
    take(tickOf(form, line), true);
    offered.set(row, line);
  }
  setUnits(tickOf(form, line), wrongUnits(form, line));
}, true); // before the draft and the preview read the form

// What was refused is mended: the refusal goes with the first change.
document.addEventListener("input", ({ target }) => {
  if (!target.matches?.(".kept-row [aria-invalid]")) return;
  document.getElementById(target.getAttribute("aria-describedby"))?.remove();
  for (const name of ["aria-invalid", "aria-describedby"]) target.removeAttribute(name);
});

// What Create will write is drawn with the lines; opened, it also follows what they are not part of.
function drawAgain(inside) {
  inside.querySelector("[data-dry-run]")?.dispatchEvent(new Event("dry-run"));
}

document.addEventListener("toggle", ({ target }) => {
  if (target.id === "dry-run" && target.open) drawAgain(target.closest("form"));
}, true);

document.addEventListener("input", ({ target }) => {
  if (target.matches?.("[name=customer_service_notes], [name=travel], [name=override]") && target.form?.querySelector("#dry-run[open]")) drawAgain(target.form);
});
