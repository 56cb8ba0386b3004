// Menus: type to narrow, arrows to move, Esc or a click outside to close; a star keeps its place.
const items = (menu) => [...menu.querySelectorAll("[data-item]")].filter((one) => one.getClientRects().length);

document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.matches?.("details.menu") || !menu.open) return;
  const filter = menu.querySelector("[data-filter]");
  if (filter) { filter.value = ""; narrow(filter); filter.focus(); }
}, true);

function narrow(filter) {
  const words = filter.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  for (const row of filter.closest("details.menu").querySelectorAll("[data-row]")) {
    const text = row.textContent.toLocaleLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  }
}

document.addEventListener("input", (event) => { if (event.target.matches("details.menu [data-filter]")) narrow(event.target); });

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details.menu[open]");
  if (!menu) return;
  if (event.key === "Escape") {
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const all = items(menu);
    const at = all.indexOf(document.activeElement);
    const next = event.key === "ArrowDown" ? at + 1 : at - 1;
    (all[next] || (next < 0 ? menu.querySelector("[data-filter]") : all[0]))?.focus();
  } else if (event.key === "Enter" && event.target.matches("[data-filter]")) {
    event.preventDefault();
    items(menu)[0]?.click();
  }
});

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
