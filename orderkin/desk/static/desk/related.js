// Create Related Order by keyboard: arrows move between the lines, space takes one, Enter creates.
document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.("table.picker tbody tr");
  if (!row || !event.target.matches("[type=checkbox]")) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
    next?.querySelector("[type=checkbox]")?.focus();
  }
});

// Enter in the product box, as a barcode scanner sends it, adds the line and creates nothing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !event.target.matches("[name=any_product]") || !event.target.value.trim()) return;
  event.preventDefault();
  event.target.form.querySelector("[name=add]").click();
});

// Changing a line's figures means that it is wanted.
document.addEventListener("input", (event) => {
  const row = event.target.closest?.("table.picker tbody tr");
  if (row && !event.target.matches("[type=checkbox]")) row.querySelector("[type=checkbox]").checked = true;
});
