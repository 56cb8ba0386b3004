// What is typed above a list finds at once; the address tells it, so that the way back leads here again.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "found" && event.detail.elt?.id !== "found") return;
  const address = new URL(location.href);
  address.searchParams.set("q", document.querySelector("[data-typed]").value.trim());
  for (const page of ["cursor", "after"]) address.searchParams.delete(page);
  history.replaceState(history.state, "", address);
});
