// The editor of a quote: saved as one types, with the keys of a spreadsheet. Every change is also a button of
// the form, so that all of it works without this file.

import { toast } from "./app.js";

const form = document.querySelector("form[data-editor]");
const rows = form.querySelector("[data-rows]");
const words = document.querySelector("[data-words]").dataset;
const saved = form.querySelector("[data-saved]");
const PAUSE = 700;
const LONG_PAUSE = 2500;
const RETRY = 5000;

// --- Saving: one request at a time, the last text wins, and nobody else's is overwritten. ---

let timer = 0;
let under_way = false;
let again = false;
let blocked = false;

function later(pause = rows.rows.length > 500 ? LONG_PAUSE : PAUSE) {
  clearTimeout(timer);
  saved.textContent = words.saving;
  timer = setTimeout(save, pause);
}

async function save() {
  clearTimeout(timer);
  timer = 0;
  if (blocked) return;
  if (under_way) {
    again = true;
    return;
  }
  under_way = true;
  try {
    const reply = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(new FormData(form)),
    });
    if (reply.redirected || !reply.headers.get("content-type")?.includes("json")) throw new Error("no reply");
    take(reply.status, await reply.json());
    saved.classList.remove("waits");
  } catch {
    saved.textContent = words.unsaved;
    saved.classList.add("waits");
    timer = setTimeout(save, RETRY);
  } finally {
    under_way = false;
    if (again) {
      again = false;
      save();
    }
  }
}

function take(status, reply) {
  if (status === 409 && reply.conflict) {
    blocked = true;
    const box = document.getElementById("conflict");
    box.innerHTML = reply.conflict;
    box.firstElementChild.focus();
    box.scrollIntoView({ block: "center" });
    return;
  }
  if (status === 422 && forget(reply.faults)) {
    again = true;
    return;
  }
  showFaults(reply.faults);
  if (status !== 200) {
    saved.textContent = words.unsaved;
    return;
  }
  form.elements.revision.value = reply.revision;
  form.elements.to.value = reply.to;
  saved.textContent = reply.saved;
  for (const [key, amount] of Object.entries(reply.amounts)) {
    const output = rowOf(key)?.querySelector("[data-amount]");
    if (output && output.textContent !== amount) output.textContent = amount;
  }
  for (const [key, id] of Object.entries(reply.ids)) {
    const field = form.elements[`lines-${key}-id`];
    if (field) field.value = id;
  }
  document.getElementById("sums").outerHTML = reply.sums;
  document.querySelector("[data-gross]").textContent = reply.gross;
  document.querySelector("[data-net]").textContent = reply.net;
  document.querySelector("[data-missing]").textContent = reply.missing;
}

// A line that was deleted, saved without, and brought back starts anew: its old id is no longer known.
function forget(faults) {
  const ids = Object.keys(faults)
    .map((name) => /^lines-\d+-id$/.test(name) && form.elements[name])
    .filter((field) => field?.value);
  ids.forEach((field) => (field.value = ""));
  return ids.length > 0;
}

function showFaults(faults) {
  form.querySelectorAll(".error").forEach((note) => {
    const name = note.id.replace("error-", "");
    if (!(name in faults)) note.remove();
  });
  form.querySelectorAll("[aria-invalid]").forEach((field) => {
    if (field.name in faults) return;
    field.removeAttribute("aria-invalid");
    field.closest(".field")?.classList.remove("wrong");
  });
  form.querySelector(".editor-head > .banner.bad")?.remove();
  for (const [name, text] of Object.entries(faults)) {
    const field = document.getElementById(name);
    if (!field) continue;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", `error-${name}`);
    field.closest(".field")?.classList.add("wrong");
    let note = document.getElementById(`error-${name}`);
    if (!note) {
      note = document.createElement("p");
      note.className = "error";
      note.id = `error-${name}`;
      field.after(note);
    }
    if (note.textContent.trim() !== text) note.textContent = text;
  }
}

form.addEventListener("input", () => later());
form.addEventListener("change", () => later());
addEventListener("pagehide", () => {
  if (timer && !blocked) {
    fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(new FormData(form)),
      keepalive: true,
    }).catch(() => {});
  }
});
addEventListener("beforeunload", (event) => {
  if (saved.classList.contains("waits")) event.preventDefault();
});
form.addEventListener("submit", () => {
  clearTimeout(timer);
  timer = 0;
});

document.addEventListener("click", (event) => {
  const keep = event.target instanceof Element && event.target.closest("[data-keep]");
  if (!keep) return;
  form.elements.revision.value = keep.dataset.keep; // the button sends the form: this text replaces the other
});

// --- Rows. ---

const rowOf = (key) => rows.querySelector(`tr[data-row="${CSS.escape(key)}"]`);
const isLine = (row) => row?.classList.contains("line");
let next_key = 1_000_000;

function fresh(kind) {
  const template = document.querySelector(kind === "heading" ? "[data-blank-heading]" : "[data-blank-line]");
  const row = template.content.querySelector("tr").cloneNode(true);
  rename(row, String(next_key++));
  return row;
}

function rename(row, key) {
  row.dataset.row = key;
  row.id = `row-new-${key}`;
  row.querySelectorAll("[name]").forEach((field) => {
    field.name = field.name.replace(/^lines-\d+-/, `lines-${key}-`);
    if (field.id) field.id = field.id.replace(/^lines-\d+-/, `lines-${key}-`);
  });
  row.querySelectorAll("button[name=do]").forEach((button) => {
    button.value = `${button.dataset.act}:${key}`;
  });
}

function field(row, column) {
  return row?.querySelector(`[data-column="${column}"]`);
}

function add(kind, after) {
  const row = fresh(kind);
  const before = lineBefore(after ?? rows.lastElementChild);
  if (kind === "line" && before) field(row, "vat_rate").value = field(before, "vat_rate").value;
  if (after) after.after(row);
  else rows.append(row);
  form.querySelector("[data-empty]")?.remove();
  return row;
}

function lineBefore(row) {
  while (row && !isLine(row)) row = row.previousElementSibling;
  return row;
}

function goTo(row, column = "description") {
  const target = field(row, column) ?? field(row, "heading") ?? field(row, "description");
  target?.focus();
  if (target?.select && target.tagName === "INPUT") target.select();
}

function move(row, step) {
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  const focused = document.activeElement;
  if (step < 0) other.before(row);
  else other.after(row);
  focused?.focus?.();
  flash(row);
  later();
}

function duplicate(row) {
  const copy = row.cloneNode(true);
  rename(copy, String(next_key++));
  row.querySelectorAll("select").forEach((select, n) => {
    copy.querySelectorAll("select")[n].value = select.value;
  });
  copy.querySelectorAll("textarea").forEach((area, n) => {
    area.value = row.querySelectorAll("textarea")[n].value;
  });
  copy.querySelectorAll("[data-asked]").forEach((note) => note.remove());
  const id = copy.querySelector("input[type=hidden][name$='-id']");
  if (id) id.value = "";
  row.after(copy);
  flash(copy);
  goTo(copy);
  later();
}

function remove(row) {
  const place = row.nextElementSibling;
  const near = place ?? row.previousElementSibling;
  row.remove();
  goTo(near);
  later();
  toast(words.removed, {
    label: words.undo,
    act: () => {
      if (place?.isConnected) place.before(row);
      else rows.append(row);
      flash(row);
      goTo(row);
      later();
    },
  });
}

function flash(row) {
  row.classList.remove("flash");
  requestAnimationFrame(() => row.classList.add("flash"));
}

const acts = {
  up: (row) => move(row, -1),
  down: (row) => move(row, 1),
  duplicate,
  remove,
};

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.add) {
    event.preventDefault();
    const row = add(button.dataset.add);
    if (button.dataset.add === "heading") add("line", row);
    goTo(row);
    later();
  } else if (button.dataset.act) {
    event.preventDefault();
    button.closest("details").open = false;
    acts[button.dataset.act](button.closest("tr"));
  } else if (button.dataset.resolve) {
    event.preventDefault();
    resolve(button);
  }
});

async function resolve(button) {
  const reply = await fetch(button.dataset.resolve, { method: "POST", headers: { "HX-Request": "true" } });
  if (!reply.ok) return;
  const cell = button.closest("td");
  cell.querySelectorAll("[data-asked]").forEach((note) => note.remove());
  field(cell, "description").focus();
}

// --- Keys of a spreadsheet. ---

rows.addEventListener("keydown", (event) => {
  const row = event.target.closest("tr");
  const column = event.target.dataset.column;
  const command = event.ctrlKey || event.metaKey;
  if (event.isComposing || !row || !column) return;
  if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    const below = row.nextElementSibling ?? (isBlank(row) ? null : add("line", row));
    if (below) goTo(below, column);
  } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    move(row, event.key === "ArrowUp" ? -1 : 1);
  } else if (command && event.key.toLowerCase() === "d") {
    event.preventDefault();
    if (isLine(row)) duplicate(row);
  } else if (command && event.key === "Backspace") {
    event.preventDefault();
    remove(row);
  } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && event.target.matches("input:not([list])")) {
    const other = event.key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling;
    if (other && field(other, column)) {
      event.preventDefault();
      goTo(other, column);
    }
  }
});

const isBlank = (row) =>
  isLine(row) &&
  ["number", "description", "quantity", "unit_price"].every((column) => !field(row, column).value.trim());

// --- Several rows pasted from a spreadsheet become lines. ---

const COLUMNS = ["description", "quantity", "unit", "unit_price", "vat_rate"];
const PLACES = ["number", ...COLUMNS];

rows.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const column = event.target.dataset.column;
  const table = readTable(text);
  const one_cell = table.length === 1 && table[0].length === 1;
  if (!column || one_cell || (table.every((cells) => cells.length === 1) && column === "description")) return;
  event.preventDefault();
  let row = event.target.closest("tr");
  const start = Math.max(0, PLACES.indexOf(column));
  const numbered = column === "description" && table.every((cells) => /^\d+(\.\d+)*\.?$/.test(cells[0].trim()));
  let count = 0;
  for (const cells of table) {
    if (cells.every((cell) => !cell.trim())) continue;
    if (count) row = row.nextElementSibling && isBlank(row.nextElementSibling) ? row.nextElementSibling : add("line", row);
    cells.forEach((cell, n) => put(row, PLACES[(numbered ? 0 : start) + n], cell.trim()));
    count += 1;
  }
  toast(`${words.pasted} ${count}`);
  later();
});

function readTable(text) {
  const table = [[""]];
  let quoted = false;
  for (let n = 0; n < text.length; n += 1) {
    const letter = text[n];
    const cells = table[table.length - 1];
    if (letter === '"' && (quoted || cells[cells.length - 1] === "")) {
      if (quoted && text[n + 1] === '"') {
        cells[cells.length - 1] += '"';
        n += 1;
      } else quoted = !quoted;
    } else if (letter === "\t" && !quoted) cells.push("");
    else if (letter === "\n" && !quoted) table.push([""]);
    else if (letter !== "\r") cells[cells.length - 1] += letter;
  }
  if (table[table.length - 1].every((cell) => !cell)) table.pop();
  return table;
}

function put(row, column, text) {
  const target = column && field(row, column);
  if (!target || !text) return;
  if (target.tagName !== "SELECT") {
    target.value = text;
    return;
  }
  const rate = Number.parseFloat(text.replace(",", ".").replace("%", ""));
  const wanted = rate > 0 && rate < 1 ? rate * 100 : rate; // a spreadsheet keeps 20 % as 0.2
  const option = [...target.options].find((one) => Math.abs(Number.parseFloat(one.value) - wanted) < 1e-9);
  if (option) target.value = option.value;
}
