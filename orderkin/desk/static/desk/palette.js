// The palette: what this page can do, where one can go, and what the desk finds for the typed text.
let wait = 0;
let asked = new AbortController();

function ask(address) {
  const read = (answer) => (answer.ok ? answer.text() : "");
  return fetch(address, { signal: asked.signal }).then(read).catch(() => ""); // typed on, or no answer
}

function own(palette) {
  // The same action may stand on the page twice: its first place is the one that is pressed.
  const first = new Map();
  for (const one of document.querySelectorAll("[data-palette]")) if (!first.has(one.dataset.palette)) first.set(one.dataset.palette, one);
  return [...first.values()].map((one) => {
    const row = document.createElement("a");
    row.className = "menu-item";
    row.setAttribute("role", "option");
    row.href = one.href || "#";
    row.textContent = one.dataset.palette || one.textContent.trim();
    row.addEventListener("click", (event) => { event.preventDefault(); palette.close(); one.click(); });
    return row;
  });
}

function rows(palette) { return [...palette.querySelectorAll(".palette-list a")].filter((one) => !one.hidden); }

function mark(palette, at) {
  const all = rows(palette);
  for (const one of palette.querySelectorAll("[aria-selected]")) one.removeAttribute("aria-selected"); // those that no longer fit too
  all.forEach((one, index) => { one.id = `palette-${index}`; one.setAttribute("aria-selected", String(index === at)); });
  all[at]?.scrollIntoView({ block: "nearest" });
  palette.querySelector("input").setAttribute("aria-activedescendant", all[at] ? all[at].id : "");
  palette.dataset.at = at;
}

function search(palette, text) {
  clearTimeout(wait);
  asked.abort();
  asked = new AbortController();
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  for (const one of palette.querySelectorAll("[data-own] a")) one.hidden = !words.every((word) => one.textContent.toLocaleLowerCase().includes(word));
  const mine = palette.querySelector("[data-own]");
  mine.hidden = ![...mine.querySelectorAll("a")].some((one) => !one.hidden);
  mark(palette, 0);
  wait = setTimeout(async () => {
    const found = palette.querySelector("[data-found]");
    const news = text.trim() ? await ask(`${palette.dataset.find}?q=${encodeURIComponent(text)}`) : "";
    if (palette.querySelector("input").value !== text) return; // an older answer arrived late
    const chosen = Number(palette.dataset.at) > 0 ? rows(palette)[palette.dataset.at] : null;
    found.innerHTML = news;
    if (!mine.hidden) found.querySelector("[data-nothing]")?.remove(); // an action of this page is found
    mark(palette, Math.max(rows(palette).indexOf(chosen), 0)); // what somebody went to by arrow stays theirs
  }, 90);
}

export function open(palette) {
  const input = palette.querySelector("input");
  const mine = palette.querySelector("[data-own]");
  mine.replaceChildren(mine.firstElementChild, ...own(palette));
  palette.querySelector("[data-found]").replaceChildren();
  search(palette, input.value);
  if (palette.dataset.ready) return;
  palette.dataset.ready = "yes";
  input.addEventListener("input", () => search(palette, input.value));
  input.addEventListener("keydown", (event) => {
    const all = rows(palette);
    const at = Number(palette.dataset.at || 0);
    if (event.key === "ArrowDown") mark(palette, Math.min(at + 1, all.length - 1));
    else if (event.key === "ArrowUp") mark(palette, Math.max(at - 1, 0));
    else if (event.key === "Enter") all[at]?.click();
    else return;
    event.preventDefault();
  });
}
