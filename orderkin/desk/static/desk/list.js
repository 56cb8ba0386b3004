// Manage Orders by hand: move, look, select across pages; the address always tells the list shown.
const typing = (node) => node?.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open], details[open]");
const found = () => document.getElementById("found");
const rows = () => [...document.querySelectorAll("#rows tr[data-row]")];
const link = (row) => row?.querySelector(".row-link");
const box = (row) => row?.querySelector("[name=numbers]");
const here = () => document.activeElement?.closest?.("#rows tr[data-row]");

// What is selected is kept for the tab, so that it lasts from page to page.
const KEY = "picked orders";
const picked = new Set(JSON.parse(sessionStorage.getItem(KEY) || "[]"));

function tell() {
  sessionStorage.setItem(KEY, JSON.stringify([...picked]));
  found().classList.toggle("has-picked", picked.size > 0);
  const words = document.querySelector("[data-picked]");
  if (words && picked.size) words.textContent = picked.size === 1 ? words.dataset.one : words.dataset.many.replace("%s", picked.size);
  const all = document.querySelector("[data-pick-all]");
  const boxes = rows().map(box);
  if (all) {
    all.checked = boxes.length > 0 && boxes.every((one) => one.checked);
    all.indeterminate = !all.checked && boxes.some((one) => one.checked);
  }
}

function pick(one, on) {
  one.checked = on;
  if (on) picked.add(one.value);
  else picked.delete(one.value);
}

function shown() {
  for (const row of rows()) box(row).checked = picked.has(row.dataset.row);
  tell();
}

function move(step) {
  const all = rows();
  const at = all.indexOf(here());
  link(all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)])?.focus();
}

async function peek(row) {
  const open = document.querySelector("#rows tr.peek");
  const same = open?.previousElementSibling === row;
  open?.remove();
  if (same) return;
  const answer = await fetch(`${link(row).pathname}peek/`);
  if (!answer.ok || answer.redirected) return;
  document.querySelector("#rows tr.peek")?.remove();
  const look = document.createElement("tr");
  look.className = "peek";
  const cell = look.insertCell();
  cell.colSpan = row.cells.length;
  cell.innerHTML = await answer.text();
  row.after(look);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const row = here();
  const arrow = row && { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const step = { j: 1, k: -1 }[event.key] || arrow;
  if (step) move(step);
  else if (row && event.key === "x") { pick(box(row), !box(row).checked); tell(); }
  else if (row && event.key === " " && !event.target.matches("input")) peek(row);
  else if (row && event.key === "Enter" && event.target.matches("input")) link(row).click();
  else if (event.key === "Escape" && document.querySelector("#rows tr.peek")) document.querySelector("#rows tr.peek").remove();
  else return;
  event.preventDefault();
});

document.addEventListener("change", (event) => {
  const one = event.target;
  if (one.matches("#rows [name=numbers]")) { pick(one, one.checked); tell(); }
  if (one.matches("[data-pick-all]")) { rows().forEach((row) => pick(box(row), one.checked)); tell(); }
  if (one.matches("#filter [data-submits]")) one.form.requestSubmit();
});

// A chip is changed where it is typed: its value stands selected at the end of the box.
function change(chip) {
  const finder = document.getElementById("list-q");
  const { change: text, term } = chip.dataset;
  finder.value = text;
  finder.focus();
  finder.setSelectionRange(text.length - term.length + term.indexOf(":") + 1, text.length);
  finder.dispatchEvent(new Event("offer"));
}

document.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-change]");
  if (chip && !event.ctrlKey && !event.metaKey) { event.preventDefault(); change(chip); }
  if (event.target.closest("[data-unpick]")) { picked.clear(); shown(); }
  const row = event.target.closest("#rows tr[data-row]");
  if (row && event.target.closest("[data-look]")) peek(row);
  else if (row && event.shiftKey && !event.target.closest("a, input")) { event.preventDefault(); peek(row); }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.id === "filter" && !event.submitter?.hasAttribute("formaction")) for (const one of form.elements) if (one.name !== "q" && (!one.value || one.value === "newest")) one.disabled = true;
  if (form.id !== "bulk") return;
  const onPage = new Set(rows().map((row) => row.dataset.row));
  for (const number of picked) if (!onPage.has(number)) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "numbers", value: number }));
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "found" && event.detail.elt?.id !== "found") return;
  const save = document.querySelector("[data-save-view]");
  if (save) { const to = new URL(save.href); to.searchParams.set("q", document.getElementById("list-q").value.trim()); save.href = to; }
  shown();
});

// The way back leads to the very list, and to the row it was left from.
const PLACE = "place in orders";
window.addEventListener("pagehide", () => sessionStorage.setItem(PLACE, JSON.stringify([location.search, here()?.dataset.row || ""])));
window.addEventListener("pageshow", () => {
  for (const one of document.getElementById("filter").elements) one.disabled = false;
  for (const one of document.querySelectorAll("#filter select:not([name=sort])")) one.value = "";
  shown();
  const [search, number] = JSON.parse(sessionStorage.getItem(PLACE) || '["",""]');
  const back = performance.getEntriesByType("navigation")[0]?.type !== "navigate";
  if (back && number && search === location.search) link(document.querySelector(`#rows tr[data-row="${CSS.escape(number)}"]`))?.focus();
});
