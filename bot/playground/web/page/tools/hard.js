// The panel "make it hard": what can go wrong, to order.

import { emit, on } from "../core/bus.js";
import { h, refill } from "../core/dom.js";
import { attempt, toast } from "../core/say.js";
import { act } from "../core/socket.js";
import { now, store } from "../core/store.js";
import { showTime } from "../core/time.js";
import { definePanel } from "../side/panel.js";

const PERMISSIONS = [["View channel", 10], ["Send messages", 11], ["Embed links", 14], ["Attach files", 15], ["Read message history", 16], ["Send messages in threads", 38], ["Create public threads", 35]];
const FAULTS = [["429", "429 Too many requests"], ["500", "500 Server error"], ["slow", "Slow request"], ["late", "Late answer"], ["lost", "Lost answer"], ["drop", "Cut connection"]];
const PLACES = [["", "any request"], ["/callback", "first answers"], ["/webhooks/", "what follows them"], ["/messages", "messages"], ["/scheduled-events", "events"]];
const TIMES = [["15 minutes", 900], ["1 hour", 3600], ["1 day", 86400], ["1 week", 604800]];
let orders = h("p", { class: "muted" });
let clock = h("strong");

async function order(what, fields, said) {
  await attempt(async () => {
    const result = await act(`hard.${what}`, fields);
    if (result.orders) drawOrders(result.orders);
    if (said) toast(said);
  });
}

const button = (text, what, fields, said, kind = "secondary") => h("button", { class: `button ${kind} small`, click: () => order(what, fields, said) }, text);
const part = (title, about, ...body) => h("section", { class: "hard" }, h("h3", null, title), h("p", { class: "muted" }, about), body);
const pick = (label, options) => h("label", { class: "inline" }, label, h("select", null, options.map(([value, text]) => h("option", { value }, text))));
const number = (label, value, most, step = "1") => h("label", { class: "inline" }, label, h("input", { type: "number", min: step === "1" ? "1" : "0", max: most, step, value }));

function draw() {
  orders = h("p", { class: "muted", role: "status" });
  clock = h("strong");
  const kind = pick("What", FAULTS), place = pick("To", PLACES), times = number("Times", 1, 1000), seconds = number("Seconds", 2, 60, "0.1");
  const value = (label) => label.lastChild.value;
  tick();
  attempt(async () => drawOrders((await act("hard.look")).orders));
  return [
    part("The bot", "As a deployment, a crash and an outage would.", h("div", { class: "row" },
      button("Restart", "bot", { what: "restart" }, "The bot was restarted"), button("Kill and start", "bot", { what: "kill" }, "The bot was killed and started"),
      button("Kill", "bot", { what: "end" }, "The bot was killed", "danger"))),
    part("Its connection", "The gateway: resumed, or begun anew.", h("div", { class: "row" },
      button("Drop the socket", "gateway", { what: "drop" }, "The socket was cut"), button("Ask to reconnect", "gateway", { what: "reconnect" }, "Discord asked the bot to reconnect"),
      button("Invalid session", "gateway", { what: "invalidate" }, "The session is no longer valid"))),
    part("Its next requests", "Seconds are those to wait for 429, slow and late.", h("div", { class: "grid" }, kind, place, times, seconds), h("div", { class: "row" },
      h("button", { class: "button secondary small", click: () => order("fault", { what: value(kind), match: value(place), times: Number(value(times)), seconds: Number(value(seconds)) }) }, "Order it"),
      button("Behave again", "behave", {}, "All behaves again")), orders),
    permissions(), channels(),
    part("The clock", "Here and in the bot: ", h("p", null, clock), h("div", { class: "row" }, TIMES.map(([text, length]) => button(`+ ${text}`, "advance", { seconds: length }, `The clock went forward by ${text}`)))),
  ];
}

function permissions() {
  const channel = store.channels.get(store.current);
  const ruling = store.channels.get(channel?.parent_id) ?? channel;
  if (!ruling?.guild_id) return part("Its permissions", "In direct messages it has all.");
  const has = BigInt(ruling.app_permissions);
  const boxes = PERMISSIONS.map(([text, bit]) => h("label", { class: "check" }, h("input", { type: "checkbox", value: bit, checked: Boolean(has >> BigInt(bit) & 1n) }), text));
  const change = () => {
    const bits = boxes.map((box) => box.firstChild).filter((box) => !box.checked).reduce((sum, box) => sum | 1n << BigInt(box.value), 0n);
    order("deny", { channel_id: ruling.id, bits: String(bits) });
  };
  for (const box of boxes) box.addEventListener("change", change);
  return part("Its permissions", `What the bot may do in #${ruling.name}.`, h("fieldset", { class: "checks" }, boxes));
}

function channels() {
  const channel = store.channels.get(store.current);
  const name = h("input", { type: "text", maxlength: "100", placeholder: "channel-name", "aria-label": "Name of a new channel" });
  return part("Channels", "What is in a deleted channel goes with it; one of the same name gets its id back.", h("div", { class: "row" },
    channel?.guild_id && !channel.thread_metadata && button(`Delete #${channel.name}`, "delete_channel", { channel_id: channel.id }, `#${channel.name} was deleted`, "danger"),
    name, h("button", { class: "button secondary small", click: () => order("create_channel", { name: name.value }, `#${name.value} was created`) }, "Create")));
}

function drawOrders(list) {
  refill(orders, list.length ? `Ordered: ${list.map(({ what, times, match }) => `${times} × ${what}${match ? ` to ${match}` : ""}`).join("; ")}` : "Nothing is ordered.");
}

function tick() {
  if (store.me) clock.textContent = showTime(now(), "F");
}

setInterval(tick, 1000);
definePanel("Make it hard", draw);
on(["channel", "world"], () => emit("panel:redraw", "Make it hard"));
