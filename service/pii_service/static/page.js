// The page of the service: sends what is pasted or dropped to the API beside it, and shows what
// comes back. Texts are placed as text nodes only, never as markup.

const LABELS = ["EMAIL", "NAME", "USERNAME", "KEY", "PASSWORD", "IP_ADDRESS"];
const LARGEST_SHOWN = 1_000_000;
const MOST_ROWS = 500;
const ARCHIVE = /\.(zip|tar\.gz|tgz)$/i;

const part = (id) => document.getElementById(id);
let shown = { name: "", redacted: "" };
let findings = [];
const explanations = new Map();
let latest = 0;
let pause = 0;

class Refused extends Error {
  constructor(status, problem) {
    const faults = (problem.faults ?? []).map((fault) => `${fault.field}: ${fault.rule}`);
    super([problem.detail ?? problem.title ?? `The service answered ${status}.`, ...faults].join(" — "));
    this.status = status;
  }
}

function options() {
  return {
    policy: { threshold: Number(part("threshold").value), action: part("action").value },
    labels: LABELS.filter((label) => part(`label-${label}`).checked),
    offset_unit: "utf16",
  };
}

async function ask(path, body, headers = {}) {
  const key = part("key").value;
  if (key) headers = { ...headers, Authorization: `Bearer ${key}` };
  const method = body === undefined ? "GET" : "POST";
  let answer;
  try {
    answer = await fetch(path, { method, body, headers });
  } catch {
    throw new Refused(0, { detail: "The service cannot be reached." });
  }
  if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({})));
  return answer;
}

async function redactText() {
  const text = part("source").value;
  const turn = ++latest;
  say("Working…");
  try {
    const body = JSON.stringify({ documents: [{ id: shown.name, text }], ...options() });
    const answer = await ask("v1/redact", body, { "Content-Type": "application/json" });
    const result = await answer.json();
    await learnRules();
    if (turn !== latest) return;
    show(text, result.documents[0], result.counts);
  } catch (error) {
    if (turn === latest) complain(error);
  }
}

async function learnRules() {
  if (explanations.size) return;
  try {
    const answer = await ask("v1/rules");
    for (const { id, title, finds } of await answer.json()) {
      if (title) explanations.set(id, `${title}: ${finds}`);
    }
  } catch {
    // The result is worth showing without explanations, too.
  }
}

function show(text, redacted, counts) {
  shown.redacted = redacted.text;
  findings = [];
  part("marked").replaceChildren(...marked(text, redacted.entities));
  part("redacted").textContent = redacted.text;
  part("results").hidden = false;
  part("findings").hidden = !findings.length;
  offerRules();
  showRule();
  say(summary(counts));
}

function* marked(text, entities) {
  let from = 0;
  let line = 1;
  for (const entity of entities) {
    const kept = text.slice(from, entity.start);
    yield kept;
    line += breaksIn(kept);
    const mark = document.createElement("mark");
    mark.className = entity.label.toLowerCase();
    const words = `${entity.label}, score ${entity.score.toFixed(2)}, rule ${entity.rule}`;
    mark.title = [words, explanations.get(entity.rule)].filter(Boolean).join("\n");
    const tag = document.createElement("span");
    tag.className = "tag";
    tag.textContent = entity.label;
    const value = text.slice(entity.start, entity.end);
    mark.append(tag, value);
    findings.push({ ...entity, line, mark });
    yield mark;
    line += breaksIn(value);
    from = entity.end;
  }
  yield text.slice(from);
}

function breaksIn(text) {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

function offerRules() {
  const counts = new Map();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const chosen = part("rule").value;
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const all = new Option("All rules", "");
  part("rule").replaceChildren(all, ...sorted.map(([rule, n]) => new Option(`${rule} (${n})`, rule)));
  part("rule").value = counts.has(chosen) ? chosen : "";
}

// Lists the findings of the chosen rule, or of all, and takes the colour from all other marks.
function showRule() {
  const chosen = part("rule").value;
  const wanted = findings.filter(({ rule }) => !chosen || rule === chosen);
  for (const { mark, rule } of findings) mark.classList.toggle("other", Boolean(chosen) && rule !== chosen);
  part("rows").replaceChildren(...wanted.slice(0, MOST_ROWS).map(row));
  part("rest").textContent = `and ${wanted.length - MOST_ROWS} more`;
  part("rest").hidden = wanted.length <= MOST_ROWS;
  part("told").textContent = explanations.get(chosen) ?? "";
  part("told").hidden = !explanations.has(chosen);
}

function row({ line, label, rule, score }) {
  const chip = document.createElement("span");
  chip.className = `chip ${label.toLowerCase()}`;
  chip.textContent = label;
  const name = document.createElement(explanations.has(rule) ? "abbr" : "span");
  name.textContent = rule;
  name.title = explanations.get(rule) ?? "";
  const cells = [line, chip, name, score.toFixed(2)].map((content) => {
    const cell = document.createElement("td");
    cell.append(content);
    return cell;
  });
  const whole = document.createElement("tr");
  whole.append(...cells);
  return whole;
}

function summary(counts) {
  const parts = Object.entries(counts).map(([label, count]) => `${count} ${label}`);
  return parts.length ? `Hidden: ${parts.join(", ")}.` : "Nothing was found.";
}

function say(words) {
  part("status").textContent = words;
  part("error").hidden = true;
}

function complain(error) {
  part("status").textContent = "";
  part("error").textContent = error.message;
  part("error").hidden = false;
  if (error.status === 401) part("key").focus();
}

async function take(files) {
  const [first] = files;
  if (files.length === 1 && first.size <= LARGEST_SHOWN && !ARCHIVE.test(first.name)) {
    try {
      // Only what reads as UTF-8 can be shown and stay what it is; the rest goes as a file.
      const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
      const text = decoder.decode(await first.arrayBuffer());
      if (!text.includes("\0") && !text.includes("\r")) {
        part("source").value = text;
        shown = { name: first.name, redacted: "" };
        return redactText();
      }
    } catch {
      // Not UTF-8.
    }
  }
  part("file-results").hidden = false;
  say(`Working on ${files.length} ${files.length === 1 ? "file" : "files"}…`);
  for (const file of files) await redactFile(file);
  say("Done; the files are below.");
}

async function redactFile(file) {
  const item = document.createElement("li");
  const words = document.createElement("span");
  words.textContent = `${file.name} — working…`;
  item.append(words);
  part("file-list").append(item);
  const body = new FormData();
  body.append("options", JSON.stringify(options()));
  body.append("file", file, file.name);
  try {
    const answer = await ask(`v1/redact/${ARCHIVE.test(file.name) ? "archive" : "file"}`, body);
    const left = Number(answer.headers.get("X-PII-Left-Out") ?? 0);
    words.textContent = [
      file.name,
      `hidden: ${answer.headers.get("X-PII-Counts") || "nothing"}`,
      ...(left ? [`left out: ${left}`] : []),
    ].join(" — ");
    const data = await answer.blob();
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Download";
    button.setAttribute("aria-label", `Download ${file.name}, redacted`);
    button.addEventListener("click", () => save(data, file.name));
    item.append(button);
  } catch (error) {
    words.className = "failed";
    words.textContent = `${file.name} — ${error.message}`;
    if (error.status === 401) part("key").focus();
  }
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function redactAgain() {
  clearTimeout(pause);
  if (!part("results").hidden) pause = setTimeout(redactText, 150);
}

function addSwitches() {
  for (const label of LABELS) {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.id = `label-${label}`;
    box.checked = true;
    const chip = document.createElement("span");
    chip.className = `chip ${label.toLowerCase()}`;
    chip.textContent = label;
    const whole = document.createElement("label");
    whole.append(box, chip);
    part("labels").append(whole);
  }
}

function listen() {
  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    redactText();
  });
  part("form").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) redactText();
  });
  part("threshold").addEventListener("input", (event) => {
    part("threshold-value").textContent = Number(event.target.value).toFixed(2);
  });
  for (const id of ["labels", "threshold", "action"]) part(id).addEventListener("change", redactAgain);
  part("source").addEventListener("input", () => {
    shown.name = "";
  });
  part("rule").addEventListener("change", showRule);
  part("key").addEventListener("change", (event) => {
    sessionStorage.setItem("key", event.target.value);
  });
  part("choose").addEventListener("click", () => part("files").click());
  part("files").addEventListener("change", (event) => take([...event.target.files]));
  part("copy").addEventListener("click", copy);
  part("download").addEventListener("click", () =>
    save(new Blob([shown.redacted], { type: "text/plain" }), shown.name || "redacted.txt"),
  );
}

async function copy() {
  try {
    await navigator.clipboard.writeText(shown.redacted);
    say("Copied.");
  } catch {
    getSelection().selectAllChildren(part("redacted"));
    say("The browser does not let this page copy; the text is selected instead.");
  }
}

function listenForDrops() {
  const zone = part("drop");
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("dropping");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("dropping"));
  zone.addEventListener("drop", (event) => {
    zone.classList.remove("dropping");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
}

addSwitches();
listen();
listenForDrops();
part("key").value = sessionStorage.getItem("key") ?? "";
