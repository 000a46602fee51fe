// What the pages do beyond HTML: everything also works without this file.
// Listeners are delegated, so that fragments swapped in by htmx need no set-up.

const on = (type, selector, act, options) =>
  document.addEventListener(
    type,
    (event) => {
      const found = event.target instanceof Element ? event.target.closest(selector) : null;
      if (found) act(event, found);
    },
    options,
  );

// --- Offline: say that nothing was sent, keep what was typed, never queue a decision. ---

const offline = document.querySelector("[data-offline]");
const showOffline = (lost) => {
  if (offline) offline.hidden = !lost;
};
addEventListener("offline", () => showOffline(true));
addEventListener("online", () => showOffline(false));
showOffline(!navigator.onLine);
document.addEventListener("htmx:sendError", () => showOffline(true));
document.addEventListener("htmx:timeout", () => showOffline(true));
document.addEventListener("htmx:beforeSwap", () => showOffline(!navigator.onLine));
document.addEventListener(
  "submit",
  (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    showOffline(true);
    offline?.scrollIntoView();
  },
  true,
);

// --- Dialogs: a form whose button names an action opens in the page's dialog. ---

const dialog = () => document.querySelector("dialog[data-dialog]");

async function openDialog(method, address, values) {
  const box = dialog();
  await htmx.ajax(method, address, { target: "[data-dialog-body]", swap: "innerHTML", values });
  if (box && !box.open) box.showModal();
  prepare();
}

on("submit", "form[data-opens-dialog]", (event, form) => {
  if (!dialog() || !event.submitter?.name) return;
  event.preventDefault();
  form.querySelector("details[open]")?.removeAttribute("open");
  openDialog(form.method, form.getAttribute("action"), onlyTouched(form, new FormData(form, event.submitter)));
});
on("click", "a[data-opens-dialog]", (event, link) => {
  if (!dialog() || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  link.closest("details.menu")?.removeAttribute("open");
  openDialog("get", link.href, {});
});
on("click", "[data-close]", (event, button) => {
  const box = button.closest("dialog");
  if (!box) return;
  event.preventDefault();
  box.close();
});
// A press that began inside, such as a stroke of the signature, may end on the backdrop.
let pressed = null;
document.addEventListener("pointerdown", (event) => {
  pressed = event.target;
});
on("click", "dialog", (event, box) => {
  if (event.target === box && pressed === box) box.close();
});

// --- What is admitted: of thousands of fields, only those that somebody touched are sent. ---

function onlyTouched(form, data) {
  if (!form.matches("[data-only-touched]")) return data;
  for (const field of form.elements) {
    if (field.matches(".admitted:not([data-touched])")) data.delete(field.name);
  }
  return data;
}
on("input", ".admitted", (event, field) => {
  field.dataset.touched = "";
});
document.addEventListener("htmx:configRequest", (event) => {
  const { elt, formData } = event.detail;
  if (elt.matches("form")) onlyTouched(elt, formData);
});
document.addEventListener("htmx:afterSettle", () => {
  document.querySelectorAll(".admitted[data-touched]").forEach((field) => {
    const wrong = document.getElementById(field.getAttribute("aria-describedby"))?.querySelector(".error");
    if (wrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  });
});
// Enter goes on to the next line instead of sending the form.
on("keydown", ".admitted", (event, field) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const fields = [...document.querySelectorAll(".admitted")];
  fields[fields.indexOf(field) + (event.shiftKey ? -1 : 1)]?.select();
});

// --- Line comments: the form of one line opens in its place. ---

on("submit", "form[data-opens-comment]", (event, form) => {
  const line = event.submitter?.value;
  const place = line && document.getElementById(`comment-${line}`);
  if (!place) return;
  event.preventDefault();
  htmx.ajax("get", form.getAttribute("action"), { target: place, swap: "innerHTML", values: { line } });
});

on("change", ".option input", (event, box) => {
  box.closest("tr").classList.toggle("left-out", !box.checked);
});

// --- Focus lands on what went wrong, or where typing starts. ---

document.addEventListener("htmx:afterSettle", (event) => {
  const place = event.detail.elt;
  const first = place.querySelector?.("[data-focus]") ?? place.querySelector?.("[autofocus]");
  first?.focus();
});

// --- Live: the server says that something changed; parts of the page ask for themselves again. ---

const RETRY = 3000;
const live = document.querySelector("[data-events]");
if (live) listen(false);

function listen(again) {
  const source = new EventSource(live.dataset.events);
  const changed = () => document.body.dispatchEvent(new CustomEvent("changed"));
  let missed = again;
  source.addEventListener("changed", changed);
  source.addEventListener("open", () => {
    if (missed) changed(); // whatever happened while nobody was listening
    missed = false;
  });
  source.addEventListener("error", () => {
    missed = true;
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, RETRY, true); // the browser gave up
  });
  addEventListener("pagehide", () => source.close());
}

// A page that only waits for something asks again when it comes, or in any case after a while.
if (document.querySelector("[data-reload]")) {
  document.body.addEventListener("changed", () => location.reload());
  setTimeout(() => location.reload(), 5000);
}

// --- Seen: told once, and only after a gesture that a mail scanner does not make. ---

const seen = document.querySelector("[data-seen]");
if (seen) {
  const gestures = ["pointerdown", "keydown", "wheel", "touchstart"];
  const tell = (event) => {
    if (!event.isTrusted) return;
    gestures.forEach((gesture) => removeEventListener(gesture, tell));
    fetch(seen.dataset.seen, {
      method: "POST",
      body: new URLSearchParams({ version: seen.dataset.version }),
      keepalive: true,
    }).catch(() => {});
  };
  gestures.forEach((gesture) => addEventListener(gesture, tell, { passive: true }));
}

// --- Signature: drawn on a canvas, sent as SVG path data on a field of 600 by 200. ---

const PAD_WIDTH = 600;

async function preparePad(box) {
  box.dataset.ready = "";
  const { default: SignaturePad } = await import(box.dataset.signature);
  const canvas = box.querySelector("canvas");
  const field = box.querySelector("input[type=hidden]");
  const scale = Math.max(devicePixelRatio, 1);
  const { width, height } = canvas.getBoundingClientRect();
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext("2d").scale(scale, scale);
  const pad = new SignaturePad(canvas, { penColor: "#17181c", minDistance: 2 });
  const round = (value) => Math.round(((value * PAD_WIDTH) / width) * 10) / 10;
  pad.addEventListener("endStroke", () => {
    field.value = pad
      .toData()
      .map(({ points }) => "M" + points.map(({ x, y }) => `${round(x)} ${round(y)}`).join("L"))
      .join("")
      .slice(0, 60000);
  });
  box.querySelector("[data-clear]").addEventListener("click", () => {
    pad.clear();
    field.value = "";
  });
}

// --- Small things that a fragment may bring. ---

function prepare() {
  document.querySelectorAll("[data-signature]:not([data-ready])").forEach((box) => {
    box.hidden = false;
    if (box.offsetWidth) preparePad(box); // a dialog that is still closed has no size yet
  });
  document.querySelectorAll("input[data-time-zone]").forEach((field) => {
    field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  });
  document.querySelectorAll("[data-with-script]").forEach((part) => (part.hidden = false));
  document.querySelectorAll("[data-without-script]").forEach((part) => (part.hidden = true));
}
document.addEventListener("htmx:afterSettle", prepare);
prepare();

on("click", "[data-print]", (event) => {
  event.preventDefault();
  print();
});

on("click", "[data-copy]", async (event, button) => {
  event.preventDefault();
  await navigator.clipboard.writeText(button.dataset.copy);
  toast(button.dataset.copied);
});

// An undo (`label`, `act`) is offered for ten seconds.
export function toast(text, undo) {
  const note = document.createElement("p");
  note.className = "toast";
  note.textContent = text;
  if (undo) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button compact";
    button.textContent = undo.label;
    button.addEventListener("click", () => {
      note.remove();
      undo.act();
    });
    note.append(button);
  }
  document.querySelector("[data-toasts]").append(note);
  setTimeout(() => note.remove(), undo ? 10_000 : 6000);
}

// Menus close when the eye moves on.
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
