// The orders that were selected are on their way: a run just begun lets go of them, a look at one does not.
const asked = document.querySelector("[data-asked-at]").dataset.askedAt.split(" ");
if (document.referrer && asked.includes(new URL(document.referrer).pathname)) sessionStorage.removeItem("picked orders");
