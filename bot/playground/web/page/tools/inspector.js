// What passes between the bot and its Discord: gateway events, requests, refusals.

import { on } from "../core/bus.js";
import { h, refill } from "../core/dom.js";
import { attempt } from "../core/say.js";
import { act } from "../core/socket.js";
import { store } from "../core/store.js";
import { definePanel } from "../side/panel.js";
import { usage } from "./limits.js";

const KEPT = 400, LONGEST = 60_000, SHOWN_LIMITS = 6;
const entries = [];
let rows = h("div", { class: "wire" });
let isOn = false;

function toggled(open) {
  isOn = open;
  attempt(() => act("inspect", { on: open }));
}

function draw() {
  const filter = h("input", { type: "search", placeholder: "Filter, such as callback or 429", "aria-label": "Filter" });
  rows = h("div", { class: "wire", "aria-label": "What passed, the latest first" });
  const fit = (entry) => `${entry.kind} ${entry.name} ${entry.status ?? ""}`.toLowerCase().includes(filter.value.toLowerCase());
  const show = () => refill(rows, entries.filter(fit).map(row));
  filter.addEventListener("input", show);
  rows.show = (entry) => fit(entry) && rows.prepend(row(entry));
  show();
  return [h("p", { class: "muted" }, "All that the bot sends and hears while this is open, also what is for others’ eyes only."),
    h("div", { class: "row" }, filter, h("button", { class: "button quiet small", click: () => { entries.length = 0; show(); } }, "Clear")),
    entries.length ? null : h("p", { class: "muted" }, "Use a command, and it shows here."), rows];
}

function row(entry) {
  const isBad = entry.kind === "refusal" || entry.status >= 400 || entry.status === 0 || entry.heard === false;
  const arrow = entry.kind === "rest" || entry.from_bot ? "bot →" : entry.kind === "gateway" ? "→ bot" : "refused";
  const box = h("details", { class: isBad ? "entry-wire bad" : "entry-wire" }, h("summary", null,
    h("span", { class: "way" }, arrow), h("span", { class: "wire-name" }, label(entry)),
    entry.status !== undefined && h("span", { class: "status" }, entry.status || "cut"),
    entry.milliseconds !== undefined && h("span", { class: "took" }, `${(entry.answered_after ?? entry.milliseconds).toFixed(1)} ms`)));
  box.addEventListener("toggle", () => box.open && box.children.length === 1 && box.append(...details(entry)));
  return box;
}

function label(entry) {
  const data = entry.payload?.data;
  if (entry.name === "INTERACTION_CREATE") return `${entry.name} ${data?.name ? `/${data.name}` : data?.custom_id ?? ""}`;
  return entry.heard === false ? `${entry.name} (not told: no such intent or not connected)` : entry.name;
}

function details(entry) {
  const most = store.answerSeconds * 1000;
  return [
    entry.answered_after !== null && entry.answered_after !== undefined && meter("time to the first answer", entry.answered_after, most, `${entry.answered_after.toFixed(1)} ms of ${most}`),
    entry.kind === "rest" && usage(entry.payload).slice(0, SHOWN_LIMITS).map(({ what, used, most: limit }) => meter(what, used, limit, `${used} of ${limit}`)),
    entry.status >= 400 || entry.kind === "refusal" ? reasons(entry.reply) : null,
    entry.files?.length ? h("p", null, `Files: ${entry.files.map((file) => `${file.name} (${file.bytes} bytes)`).join(", ")}`) : null,
    entry.payload ? json("Payload", entry.payload) : null,
    entry.reply ? json("Answer", entry.reply) : null,
  ].flat().filter(Boolean);
}

function meter(what, used, most, words) {
  const bar = h("span", { class: used > most ? "fill over" : "fill" });
  bar.style.setProperty("width", `${Math.min(100, used / most * 100)}%`);
  return h("div", { class: "meter" }, h("span", null, what), h("span", { class: "track", "aria-hidden": "true" }, bar), h("span", null, words));
}

function reasons(reply) {
  const found = [];
  const walk = (node, path) => {
    for (const [key, value] of Object.entries(node ?? {})) {
      if (key === "_errors") found.push(...value.map((fault) => `${path.join(".") || "body"}: ${fault.message}`));
      else if (typeof value === "object") walk(value, [...path, key]);
    }
  };
  walk(reply?.errors, []);
  return h("ul", { class: "reasons" }, h("li", null, `${reply?.message ?? "refused"} (${reply?.code ?? ""})`), found.map((text) => h("li", null, text)));
}

function json(title, value) {
  const text = JSON.stringify(value, null, 2);
  return h("div", null, h("h4", null, title), h("pre", { class: "json", tabindex: "0" }, text.length > LONGEST ? `${text.slice(0, LONGEST)}\n…` : text));
}

definePanel("Inspector", draw, toggled);
on("ready", () => isOn && toggled(true));
on("WIRE", (entry) => {
  entries.unshift(entry);
  if (entries.length > KEPT) { entries.pop(); rows.lastChild?.remove(); }
  rows.show?.(entry);
});
