// What passes between the bot and its Discord: gateway events, requests, refusals.

import { act, attempt, button, h, json, on, refill, store } from "../core/core.js";
import { definePanel } from "../side/panel.js";

const KEPT = 400;
const entries = [];
let rows = h("div");
let isOn = false;

function toggled(open) {
	isOn = open;
	attempt(() => act("inspect", { on: open }));
}

function draw() {
	const filter = h("input", { type: "search", placeholder: "Filter, such as callback or 429", label: "Filter" });
	rows = h("div.wire");
	const fits = (entry) => `${entry.kind} ${entry.name} ${entry.status ?? ""}`.toLowerCase().includes(filter.value.toLowerCase());
	const show = () => refill(rows, entries.filter(fits).map(row));
	filter.oninput = show;
	rows.show = (entry) => fits(entry) && rows.prepend(row(entry));
	show();
	return [h("p.muted", "All that passes while this is open, private replies too; the latest first."),
		h("div.row", filter, button("quiet.small", "Clear", () => { entries.length = 0; show(); })), rows];
}

function row(entry) {
	const { kind, status, payload, milliseconds, answered_after, heard } = entry;
	const isBad = kind === "refusal" || status >= 400 || status === 0 || heard === false;
	const data = payload?.data;
	const about = entry.name === "INTERACTION_CREATE" ? ` ${data.name ? `/${data.name}` : data.custom_id}` : heard === false ? " (not told: no such intent, or not connected)" : "";
	const box = h(isBad ? "details.bad" : "details", h("summary",
		h("span.way", kind === "refusal" ? "refused" : kind === "rest" || entry.from_bot ? "bot →" : "→ bot"), h("span.wire-name", entry.name + about),
		status !== undefined && h("strong", status || "cut"), milliseconds !== undefined && h("span.took", `${(answered_after ?? milliseconds).toFixed(1)} ms`)));
	box.ontoggle = () => box.open && box.children.length === 1 && box.append(...details(entry));
	return box;
}

function details({ answered_after: after, limits = [], reasons = [], files = [], payload, reply }) {
	const most = store.answer_seconds * 1000;
	return [
		after && meter("time to the first answer", after.toFixed(1), most, " ms"),
		...limits.map((limit) => meter(...limit)),
		reasons.length && h("ul.failure", reasons.map((text) => h("li", text))),
		files.length && h("p", "Files: ", files.map((file) => `${file.name} (${file.bytes} bytes) `)),
		payload && h("div", h("h3", "Payload"), json(payload)), reply && h("div", h("h3", "Answer"), json(reply)),
	].filter(Boolean);
}

function meter(what, used, most, unit = "") {
	return h("label.meter", h("span", what), h("meter", { value: used, max: most, high: most * 0.9, optimum: 0 }), h("span", `${used} of ${most}${unit}`));
}

definePanel("Inspector", draw, toggled);
on("ready", () => isOn && toggled(true));
on("WIRE", (entry) => {
	entries.unshift(entry);
	if (entries.length > KEPT) entries.pop();
	rows.show?.(entry);
});
