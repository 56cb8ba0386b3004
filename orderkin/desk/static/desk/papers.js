// The Print button of paper pages.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
