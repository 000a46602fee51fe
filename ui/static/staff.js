// Keys of the staff: one letter goes to a place, unless somebody is writing.

const writing = (element) =>
  element instanceof HTMLElement &&
  (element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const place = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!place) return;
  event.preventDefault();
  if (place.matches("input")) place.offsetParent ? place.focus() : location.assign("/documents");
  else place.click();
});

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest('a[href="#shortcuts"]');
  if (!link) return;
  event.preventDefault();
  link.closest("details")?.removeAttribute("open");
  document.getElementById("shortcuts").showModal();
});

// A page that comes back with faults starts at them.
document.querySelector("[data-focus]")?.focus();

// What was done is said once: reloading the page does not say it again.
const address = new URL(location.href);
if (address.searchParams.has("done")) {
  address.searchParams.delete("done");
  history.replaceState(history.state, "", address);
}
