// A search box that offers how its text could go on: operators, then the values that fit. Away from
// the list of orders (data-finds) it offers the orders themselves too.
let wait = 0;
let asked = new AbortController();

const options = (list) => [...list.querySelectorAll("[role=option]")];
const says = (option) => option?.dataset.text || option?.href;

function mark(box, list, at) {
  const all = options(list);
  all.forEach((one, index) => one.setAttribute("aria-selected", String(index === at)));
  all[at]?.scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", all[at]?.id || "");
  list.dataset.at = at;
}

function hide(box, list) {
  clearTimeout(wait);
  list.hidden = true;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function take(box, list, option) {
  if (option.href) { location.assign(option.href); return; }
  box.value = option.dataset.text;
  hide(box, list);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

// What stands selected is about to be replaced, and says nothing of what could stand there.
function typed(box) {
  const { selectionStart: from, selectionEnd: to, value } = box;
  return from < to && to === value.length ? value.slice(0, from) : value;
}

function ask(box, list) {
  clearTimeout(wait);
  asked.abort();
  asked = new AbortController();
  const whole = box.value;
  const text = typed(box);
  const finds = "finds" in box.dataset;
  // Only while an operator is being typed: plain words are left in peace.
  if (finds ? text.trim().length < 2 : !/(^|\s)-?[a-z]+$|:\S*$/i.test(text)) { hide(box, list); return; }
  // What no longer fits goes at once, so that a quick Enter never takes it.
  const last = text.split(/[\s:,"-]/).pop().toLocaleLowerCase();
  for (const one of options(list)) if (!one.textContent.toLocaleLowerCase().includes(last)) one.remove();
  mark(box, list, -1);
  wait = setTimeout(async () => {
    const where = `${box.dataset.complete}?q=${encodeURIComponent(text)}${finds ? "&orders" : ""}`;
    const read = (answer) => (answer.ok ? answer.text() : null);
    const news = await fetch(where, { signal: asked.signal }).then(read).catch(() => null); // typed on, or no answer
    if (news === null || box.value !== whole || document.activeElement !== box) return;
    // Who has gone down to an option already keeps it, when it still fits.
    const chosen = says(options(list)[Number(list.dataset.at)]);
    list.innerHTML = news;
    const all = options(list);
    list.hidden = !all.length;
    box.setAttribute("aria-expanded", String(all.length > 0));
    mark(box, list, chosen ? all.findIndex((one) => says(one) === chosen) : -1);
  }, 80);
}

export function attach(box) {
  const list = document.createElement("div");
  list.className = "completion";
  list.id = `${box.id}-completion`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.labels?.[0]?.textContent || "");
  list.hidden = true;
  box.after(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", list.id);
  box.addEventListener("input", () => ask(box, list));
  box.addEventListener("offer", () => ask(box, list));
  box.addEventListener("blur", () => setTimeout(() => hide(box, list), 120));
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option) take(box, list, option);
  });
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const all = options(list);
    const at = Number(list.dataset.at);
    if (event.key === "ArrowDown") mark(box, list, Math.min(at + 1, all.length - 1));
    else if (event.key === "ArrowUp") mark(box, list, Math.max(at - 1, -1));
    // Nobody leaves for an order that they have not gone down to.
    else if (event.key === "Tab" && !event.shiftKey && (at >= 0 || !all[0].href)) take(box, list, all[Math.max(at, 0)]);
    else if (event.key === "Enter" && at >= 0) take(box, list, all[at]);
    else if (event.key === "Escape") hide(box, list);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  if (box.value && document.activeElement === box) ask(box, list);
}
