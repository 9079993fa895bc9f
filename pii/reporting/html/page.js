"use strict";
// Everything shown comes from files that may be hostile: text nodes only, never markup.
const report = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const make = (tag, kind, ...children) => {
  const element = document.createElement(tag);
  if (kind) element.className = kind;
  element.append(...children);
  return element;
};
const number = (count) => count.toLocaleString("en");
const plural = (count, word, words = `${word}s`) => `${number(count)} ${count === 1 ? word : words}`;
const painted = (element, label) => {
  element.style.setProperty("--label", `var(--${label})`);
  return element;
};
const WORDS = {
  EMAIL: ["mail address", "mail addresses"], NAME: ["name"], USERNAME: ["user name"], KEY: ["key"],
  PASSWORD: ["password"], IP_ADDRESS: ["IP address", "IP addresses"],
};
const ROWS_AT_ONCE = 100;
const PASSAGES_AT_ONCE = 100;
const OPEN_AT_FIRST = 2;
const RULES_IN_A_ROW = 3;
const state = { rows: ROWS_AT_ONCE, order: "count", down: true, labels: new Set(), rule: "", open: new Set() };

for (const row of report.rows) row.count = Object.values(row.labels).reduce((sum, n) => sum + n, 0);

const drawTotals = () => {
  const hidden = report.labels.reduce((sum, [, count]) => sum + count, 0);
  const megabytes = report.bytes / 1e6;
  const read = megabytes < 0.1 ? [Math.ceil(report.bytes / 1e3), "KB"] : [megabytes.toFixed(1), "MB"];
  byId("lead").textContent = hidden
    ? `${plural(hidden, "value")} that would identify or expose somebody, in ${plural(report.rows.length, "file")}.`
    : "Nothing that would identify or expose somebody was found.";
  const tiles = [
    ["Values", number(hidden), ""],
    ["Files with values", number(report.rows.length), `of ${number(report.files)}`],
    ["Read", read[0], `${read[1]} in ${report.seconds} s`],
  ];
  if (report.binary) tiles.push(["Binary files", number(report.binary), "skipped"]);
  if (report.troubles.length) tiles.push(["Not done", number(report.troubles.length), "see below"]);
  for (const [what, count, rest] of tiles)
    byId("totals").append(make("div", "", make("dt", "", what), make("dd", "", count, " ", make("small", "", rest))));
};

const drawPlot = () => {
  const most = Math.max(1, ...report.labels.map(([, count]) => count));
  for (const [label, count] of report.labels) {
    const fill = make("span", "fill");
    fill.style.width = `${(100 * count) / most}%`;
    const bar = painted(make("button", "", make("span", "word", label),
      make("span", "track", ...(count ? [fill] : [])), make("span", "count", number(count))), label);
    bar.type = "button";
    bar.disabled = !count;
    bar.setAttribute("aria-pressed", "false");
    bar.addEventListener("click", () => {
      const on = !state.labels.delete(label);
      if (on) state.labels.add(label);
      bar.setAttribute("aria-pressed", String(on));
      state.rows = ROWS_AT_ONCE;
      draw();
    });
    byId("plot").append(bar);
  }
};

const rules = new Map(report.rules.map(([rule, , title, finds]) => [rule, title && `${title}: ${finds}`]));
const addRules = () => {
  for (const [rule, count] of report.rules) {
    const choice = make("option", "", `${rule} (${number(count)})`);
    choice.value = rule;
    byId("rule").append(choice);
  }
  byId("rule").hidden = !report.rules.length;
};

// A passage is its line's number, then kept text as strings and swaps as
// [label, score, rule, replacement, original]; the last is absent where originals were left out.
const showing = () => byId("originals").checked;
const gone = (label) => {
  const mark = painted(make("mark", "gone"), label);
  mark.append(make("span", "out", `hidden ${WORDS[label][0]}`));
  return mark;
};
const before = (part) => {
  if (typeof part === "string") return part;
  const [label, , , , original] = part;
  // Only while the switch is on do originals stand anywhere but in the data.
  return showing() && original !== undefined ? painted(make("mark", "", original), label) : gone(label);
};
const after = (part) => {
  if (typeof part === "string") return part;
  const [label, score, rule, replacement] = part;
  const mark = painted(make("mark", "", replacement), label);
  const words = `${WORDS[label][0]}, score ${score}, rule ${rule}`;
  mark.title = [words, rules.get(rule)].filter(Boolean).join("\n");
  return mark;
};
const named = (rule) => {
  const name = make(rules.get(rule) ? "abbr" : "span", "", rule);
  if (rules.get(rule)) name.title = rules.get(rule);
  return name;
};
const found = (parts) => parts.filter(Array.isArray).flatMap(([, score, rule], at) =>
  [...(at ? [" · "] : []), named(rule), ` ${score.toFixed(2)}`]);
const passage = ([line, ...parts]) =>
  make("div", "passage", make("div", "at", make("span", "out", "line "), number(line)),
    make("div", "", make("code", "before", ...parts.map(before)), make("code", "after", ...parts.map(after)),
      make("div", "found", make("span", "out", "found by "), ...found(parts))));

const fits = (parts) => parts.some((part) => Array.isArray(part) &&
  (!state.labels.size || state.labels.has(part[0])) && (!state.rule || state.rule === part[2]));

const fillLines = (cell, row, room) => {
  const wanted = row.passages.filter((parts) => fits(parts));
  cell.replaceChildren(...wanted.slice(0, room).map(passage));
  if (wanted.length > room) {
    const next = make("button", "", `Show ${number(Math.min(PASSAGES_AT_ONCE, wanted.length - room))} more`);
    next.type = "button";
    next.addEventListener("click", () => fillLines(cell, row, room + PASSAGES_AT_ONCE));
    cell.append(make("p", "rest", next));
  }
  const rest = row.count - row.shown;
  if (rest) cell.append(make("p", "rest", `and ${number(rest)} more in this file, not kept in this page`));
};

const drawRow = (row) => {
  const opener = make("button", "", row.path);
  opener.type = "button";
  const split = make("div", "split");
  const words = Object.entries(row.labels).map(([label, count]) => plural(count, ...WORDS[label]));
  for (const [label, count] of Object.entries(row.labels)) {
    const piece = painted(make("span"), label);
    piece.style.flexGrow = count;
    split.append(piece);
  }
  split.title = words.join(", ");
  const shares = make("td", "shares", split, make("span", "out", words.join(", ")));
  const counted = Object.entries(row.rules).map(([rule, count]) => (count > 1 ? `${rule} ${number(count)}` : rule));
  const first = make("td", "rules", counted.slice(0, RULES_IN_A_ROW).join(", "));
  if (counted.length > RULES_IN_A_ROW) first.append(` and ${counted.length - RULES_IN_A_ROW} more`);
  first.title = counted.join(", ");
  const head = make("tr", "file", make("td", "", opener), shares, first, make("td", "number", number(row.count)));
  const cell = make("td");
  cell.colSpan = 4;
  const lines = make("tr", "lines", cell);
  const turn = (open) => {
    state.open[open ? "add" : "delete"](row);
    opener.setAttribute("aria-expanded", String(open));
    lines.hidden = !open;
    // Lines are drawn when they are wanted, so that thousands of files stay quick.
    if (open) fillLines(cell, row, PASSAGES_AT_ONCE);
    else cell.replaceChildren();
  };
  head.addEventListener("click", () => turn(lines.hidden));
  turn(state.open.has(row));
  return [head, lines];
};

const ORDERS = {
  path: (a, b) => (a.path < b.path ? -1 : 1),
  count: (a, b) => a.count - b.count || (a.path < b.path ? 1 : -1),
};
const draw = () => {
  const wanted = byId("filter").value.toLowerCase();
  const rows = report.rows.filter((row) => row.path.toLowerCase().includes(wanted) &&
    (!state.labels.size || Object.keys(row.labels).some((label) => state.labels.has(label))) &&
    (!state.rule || state.rule in row.rules));
  rows.sort((a, b) => ORDERS[state.order](a, b) * (state.down ? -1 : 1));
  byId("files").replaceChildren(...rows.slice(0, state.rows).flatMap(drawRow));
  for (const head of document.querySelectorAll("th[data-order]"))
    head.setAttribute("aria-sort", head.dataset.order !== state.order ? "none" : state.down ? "descending" : "ascending");
  const rest = rows.length - state.rows;
  byId("none").hidden = rows.length > 0;
  byId("more").hidden = rest <= 0;
  byId("more").textContent = `Show ${number(Math.min(rest, ROWS_AT_ONCE))} of ${number(rest)} more files`;
};

for (const head of document.querySelectorAll("th[data-order]"))
  head.firstElementChild.addEventListener("click", () => {
    const again = state.order === head.dataset.order;
    state.down = again ? !state.down : head.dataset.order === "count";
    state.order = head.dataset.order;
    draw();
  });
byId("filter").addEventListener("input", () => { state.rows = ROWS_AT_ONCE; draw(); });
byId("rule").addEventListener("change", () => {
  state.rule = byId("rule").value;
  state.rows = ROWS_AT_ONCE;
  byId("told").textContent = rules.get(state.rule) ?? "";
  byId("told").hidden = !rules.get(state.rule);
  draw();
});
byId("more").addEventListener("click", () => { state.rows += ROWS_AT_ONCE; draw(); });
// A browser that restores a page restores the switch, too; originals must wait to be asked for.
byId("originals").checked = false;
byId("rule").value = "";
byId("originals").addEventListener("change", draw);
byId("switch").hidden = !report.originals;
byId("keep").textContent = report.originals
  ? "This file holds the originals, though nobody sees them until the switch is on: keep it as you would keep the files. --report-no-originals leaves them out."
  : "The originals are not in this file.";
for (const [path, why] of report.troubles) byId("troubles").append(make("li", "", `${path}: ${why}`));
byId("trouble-section").hidden = !report.troubles.length;
for (const row of [...report.rows].sort(ORDERS.count).slice(-OPEN_AT_FIRST)) state.open.add(row);
drawTotals();
drawPlot();
addRules();
draw();
