// The panel "make it hard": what can go wrong, to order.

import { act, attempt, button, check, emit, h, here, now, on, refill, showTime, store, toast } from "../core/core.js";
import { definePanel } from "../side/panel.js";

const PERMISSIONS = { "View channel": 10, "Send messages": 11, "Embed links": 14, "Attach files": 15, "Read message history": 16, "Create public threads": 35, "Send messages in threads": 38 };
const FAULTS = { "429 Too many requests": "429", "500 Server error": "500", "Slow request": "slow", "Late answer": "late", "Lost answer": "lost", "Cut connection": "drop" };
const PLACES = { "any request": "", "first answers": "/callback", "what follows them": "/webhooks/", messages: "/messages", events: "/scheduled-events" };
const TIMES = { "15 minutes": 900, "1 hour": 3600, "1 day": 86400, "1 week": 604800 };
let orders = h("p"), clock = h("p");

const order = (what, fields, said) => attempt(async () => {
	const result = await act(what, fields);
	if (result.orders) drawOrders(result.orders);
	if (said) toast(`Done: ${said}`);
});
const does = (text, what, fields, kind = "secondary") => button(`${kind}.small`, text, () => order(`hard.${what}`, fields, text));
const part = (title, about, ...body) => h("section.hard", h("h3", title), about && h("p.muted", about), body);
const pick = (label, options) => h("label.inline", label, h("select", Object.entries(options).map(([text, value]) => h("option", { value }, text))));
const number = (label, value, most, step) => h("label.inline", label, h("input", { type: "number", min: step, max: most, step, value }));

function draw() {
	orders = h("p.muted", { role: "status" });
	clock = h("p");
	const kind = pick("What", FAULTS), place = pick("To", PLACES), times = number("Times", 1, 1000, 1), seconds = number("Seconds", 2, 60, 0.1);
	const ordered = () => ({ what: kind.lastChild.value, match: place.lastChild.value, times: Number(times.lastChild.value), seconds: Number(seconds.lastChild.value) });
	tick();
	order("orders");
	return [
		part("The bot", null, h("div.row", does("Restart", "bot", { what: "restart" }),
			does("Kill and start", "bot", { what: "kill" }), does("Kill", "bot", { what: "end" }, "danger"))),
		part("Its connection", null, h("div.row", does("Drop the socket", "gateway", { what: "drop" }),
			does("Ask to reconnect", "gateway", { what: "reconnect" }), does("Invalid session", "gateway", { what: "invalidate" }))),
		part("Its next requests", "Seconds count for 429, slow and late.", h("div.grid", kind, place, times, seconds),
			h("div.row", button("secondary.small", "Order it", () => order("hard.fault", ordered())), does("Behave again", "behave", {})), orders),
		permissions(), channels(),
		part("The clock", null, clock, h("div.row", Object.entries(TIMES).map(([text, length]) => does(`+ ${text}`, "advance", { seconds: length })))),
	];
}

function permissions() {
	const channel = here(), ruling = store.channels.get(channel?.parent_id) ?? channel;
	if (!ruling?.guild_id) return part("Its permissions", "In direct messages it has all.");
	const boxes = Object.entries(PERMISSIONS).map(([text, bit]) => check(text,
		{ value: bit, checked: Boolean(BigInt(ruling.app_permissions) >> BigInt(bit) & 1n), on: { change } }));
	function change() {
		const bits = boxes.filter((box) => !box.firstChild.checked).reduce((sum, box) => sum | 1n << BigInt(box.firstChild.value), 0n);
		order("hard.deny", { channel_id: ruling.id, bits: String(bits) });
	}
	return part("Its permissions", `What the bot may do in #${ruling.name}.`, h("fieldset.checks", boxes));
}

function channels() {
	const channel = here();
	const name = h("input", { maxlength: "100", placeholder: "channel-name", label: "Name of a new channel" });
	return part("Channels", "A channel of the same name gets its id back.", h("div.row",
		channel?.guild_id && !channel.thread_metadata && does(`Delete #${channel.name}`, "delete_channel", { channel_id: channel.id }, "danger"),
		name, button("secondary.small", "Create", () => order("hard.create_channel", { name: name.value }, "Create"))));
}

function drawOrders(list) {
	refill(orders, list.length ? `Ordered: ${list.map(({ what, times, match }) => `${times} × ${what}${match && ` to ${match}`}`).join("; ")}` : "Nothing is ordered.");
}

function tick() {
	if (store.me) clock.textContent = showTime(now(), "F");
}

setInterval(tick, 1000);
definePanel("Make it hard", draw);
on("channel", () => emit("panel:redraw", "Make it hard"));
on("world", () => document.activeElement.closest("#panel") || emit("panel:redraw", "Make it hard"));
