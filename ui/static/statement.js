// The editor of a statement: each line is saved as one leaves it, with the keys of a spreadsheet. Every change
// is also a button of the form, so that all of it works without this file.

import { toast } from "./app.js";

const form = document.querySelector("form[data-statement]");
const base = form.dataset.statement;
const words = document.querySelector("[data-words]").dataset;
const RETRY = 5000;

const byId = (id) => document.getElementById(id);
const rowOf = (element) => element.closest("tr[data-line]");
const fieldOf = (line) => byId(`now-${line}`);

// --- Saving: one request at a time; what changes meanwhile goes with the next. ---

const lines = new Set(); // changed and not sent yet
const texts = new Set(); // the same of the fields besides the lines
const sent = new Map(); // by the id of a field: what is on its way
let under_way = null;

function save() {
  under_way ??= work().finally(() => (under_way = null));
  return under_way;
}

async function work() {
  while (lines.size || texts.size) {
    byId("saved").textContent = words.saving;
    if (await (lines.size ? sendLines() : sendText())) continue;
    byId("saved").textContent = words.unsaved;
    byId("saved").classList.add("waits");
    await new Promise((again) => setTimeout(again, RETRY));
  }
}

async function sendLines() {
  const leaving = [...lines];
  lines.clear();
  const done = await post("cells", cells(leaving));
  if (!done) leaving.forEach((line) => lines.add(line));
  return done;
}

function cells(leaving) {
  const values = new FormData();
  for (const line of leaving) {
    const field = fieldOf(line);
    values.set(field.name, field.value);
    for (const name of [`by-${line}`, `seen-${line}`]) values.set(name, form.elements[name].value);
    sent.set(field.id, field.value);
  }
  return values;
}

async function sendText() {
  const [name] = texts;
  texts.delete(name);
  const values = new FormData();
  values.set("name", name);
  values.set("value", byId(name).value);
  values.set("was", form.elements[`was-${name}`].value);
  sent.set(name, byId(name).value);
  const done = await post("text", values);
  if (!done) texts.add(name);
  return done;
}

// What the server refuses is said on the page; what never arrived, or met a fault of its own, is sent again.
async function post(what, values) {
  const path = `${base}/${what}`;
  form.querySelectorAll("[name=chunk]").forEach((chunk) => values.append("chunk", chunk.value));
  values.set("revision", byId("revision").value);
  let status = 0;
  const note = ({ detail }) => {
    if (detail.pathInfo.requestPath === path) status = detail.xhr.status;
  };
  document.addEventListener("htmx:afterRequest", note);
  try {
    await htmx.ajax("post", path, { target: "#alerts", swap: "none", values });
  } catch {
    status = 0;
  } finally {
    document.removeEventListener("htmx:afterRequest", note);
    sent.clear();
  }
  return status >= 200 && status < 500;
}

// A row that comes back takes the place of the one on the page, but never of what was typed on meanwhile.
document.addEventListener("htmx:oobBeforeSwap", ({ detail: { target, fragment } }) => {
  for (const old of target.querySelectorAll("[data-now], [data-text]")) {
    const fresh = fragment.querySelector(`#${CSS.escape(old.id)}`);
    if (fresh && old.value !== (sent.get(old.id) ?? old.defaultValue)) fresh.value = old.value;
  }
  const chosen = target.querySelector("[data-by]");
  if (chosen && lines.has(target.dataset.line)) fragment.querySelector("[data-by]").value = chosen.value;
});

form.addEventListener("change", ({ target }) => {
  if (target.matches("[data-now], [data-by]")) lines.add(rowOf(target).dataset.line);
  else if (target.matches("[data-text]")) texts.add(target.name);
  else return;
  save();
});
addEventListener("pagehide", () => {
  if (!lines.size) return;
  const body = new URLSearchParams(cells(lines));
  fetch(`${base}/cells`, { method: "POST", headers: { "HX-Request": "true" }, body, keepalive: true }).catch(() => {});
});
addEventListener("beforeunload", (event) => {
  if (byId("saved").classList.contains("waits")) event.preventDefault();
});

// --- Buttons. ---

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = event.submitter;
  if (button?.dataset.resolve) return resolve(button);
  if (button?.value.startsWith("full:")) return complete(rowOf(button));
  await save();
  if (button?.hasAttribute("data-fill")) await fill(button.value);
  else if (button?.dataset.onward) location.assign(button.dataset.onward);
});

function complete(row) {
  const field = fieldOf(row.dataset.line);
  const by = row.querySelector("[data-by]").value;
  field.value = by === "percent" ? "100" : field.dataset.whole;
  lines.add(row.dataset.line);
  go(field, 1);
  save();
}

async function fill(what, column = "") {
  const values = new FormData();
  values.set("do", what);
  values.set("column", column);
  if (!(await post("fill", values))) toast(words.failed);
}

async function resolve(button) {
  const reply = await fetch(button.dataset.resolve, { method: "POST", headers: { "HX-Request": "true" } });
  if (reply.ok) button.closest("td").querySelectorAll("[data-asked]").forEach((note) => note.remove());
}

// --- Keys of a spreadsheet. ---

function go(field, step) {
  const fields = [...form.querySelectorAll("[data-now]")];
  const next = fields[fields.indexOf(field) + step];
  const beyond = field.closest("tbody")[step > 0 ? "nextElementSibling" : "previousElementSibling"];
  if (beyond?.classList.contains("later") && next?.closest("tbody") !== field.closest("tbody")) {
    wait(beyond, step);
  } else if (next) {
    next.focus();
    next.select();
  }
}

// The next lines are still to come: the focus waits for them.
function wait(part, step) {
  const come = ({ target }) => {
    if (target.id !== part.id) return;
    document.removeEventListener("htmx:load", come);
    const fields = target.querySelectorAll("[data-now]");
    fields[step > 0 ? 0 : fields.length - 1].focus();
  };
  document.addEventListener("htmx:load", come);
  part.scrollIntoView({ block: step > 0 ? "start" : "end" });
}

form.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (!target.matches("[data-now]") || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[key];
  if (step) {
    event.preventDefault();
    go(target, step);
    if (document.activeElement === target) target.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (key === "*") {
    event.preventDefault();
    complete(rowOf(target));
  } else if (key === "Escape") {
    target.value = target.defaultValue;
  }
});

// The last edit is taken back where nothing is being typed that the browser itself could take back.
document.addEventListener("keydown", async (event) => {
  const undo = byId("undo");
  if (event.key.toLowerCase() !== "z" || event.shiftKey || !(event.ctrlKey || event.metaKey) || undo.hidden) return;
  const { activeElement: field } = document;
  if (field.matches("input, textarea") && field.value !== field.defaultValue) return;
  if (field.matches("[data-text]")) return;
  event.preventDefault();
  await save();
  byId("undo").requestSubmit();
});

// --- A column of a spreadsheet fills downwards, in one request. ---

form.addEventListener("paste", async (event) => {
  const text = (event.clipboardData?.getData("text/plain") ?? "").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!event.target.matches("[data-now]") || !/[\n\t]/.test(text)) return;
  event.preventDefault();
  const { line } = rowOf(event.target).dataset;
  event.target.value = event.target.defaultValue;
  await save();
  await fill(`paste:${line}`, text);
});
