// Keys: `/` search, Ctrl K palette, `?` the list of keys, and whatever carries data-key.
const typing = (node) => node?.closest?.("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]");

function press(key) {
  const scope = document.querySelector("dialog[open]") || document;
  const found = [...scope.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((one) => one.getClientRects().length);
  if (!found) return false;
  if (found.matches("input:not([type=checkbox],[type=radio]), textarea, select")) found.focus();
  else {
    if (found.matches("input")) found.focus();
    found.click();
  }
  return true;
}

async function openPalette() {
  const palette = document.getElementById("palette");
  if (!palette || palette.open) return;
  // Shown before its module is here: the next key is typed into it, never a key of the page.
  palette.querySelector("input").value = "";
  palette.showModal();
  palette.querySelector("input").focus();
  const { open } = await import(palette.dataset.module);
  open(palette);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
    return;
  }
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    const form = event.target.closest?.("form");
    const extra = form?.querySelector("[data-ctrl-enter]") || form?.querySelector("[type=submit]");
    if (extra) { event.preventDefault(); extra.click(); }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "?") {
    event.preventDefault();
    const keys = document.getElementById("keys");
    if (keys && !keys.open && !document.querySelector("dialog[open]")) keys.showModal();
    return;
  }
  if (press(event.key)) event.preventDefault();
});

// What can be typed next is offered by a module that is fetched when the box is first used.
document.addEventListener("focusin", async (event) => {
  const box = event.target.closest?.("input[data-complete]");
  if (!box || box.dataset.ready) return;
  box.dataset.ready = "yes";
  const { attach } = await import(box.dataset.module);
  attach(box);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-open-palette]")) openPalette();
});
