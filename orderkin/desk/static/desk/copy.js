// Copy buttons: the value goes to the clipboard and the button says so.
async function put(text) {
  if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
  const area = Object.assign(document.createElement("textarea"), { value: text });
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  document.execCommand("copy"); // plain http on a local network has no clipboard interface
  area.remove();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  event.preventDefault();
  await put(button.dataset.copy);
  button.classList.add("done");
  document.getElementById("said").textContent = button.dataset.copied;
  button.focus();
  setTimeout(() => button.classList.remove("done"), 1500);
});
