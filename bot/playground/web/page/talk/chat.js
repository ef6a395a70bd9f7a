// The messages of the channel that is open.

import { act, announce, button, byId, channelName, dayOf, DM, emit, fill, h, here, icon, isForum, isGated, isThread, keyed, on, refill, showTime, store, toast } from "../core/core.js";
import { drawMessage, privately, summary } from "../draw/message.js";
import { channelIcon } from "../draw/names.js";
import { drawForum } from "./forum.js";
import { openForm } from "./form.js";

const NEAR = 120, BLINK_MS = 250;
const stage = byId("stage");
const dismissed = new Set();
const jump = h("button.jump", { hidden: true, click: scrollDown }, icon("down"), "New messages");
let log = h("div");

const shown = () => (store.messages.get(store.current) ?? []).filter((message) => !dismissed.has(message.id));
const place = (id) => log.querySelector(`[data-id="${CSS.escape(id)}"]`);
const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;

function drawChat() {
	const channel = here();
	if (!channel) return refill(stage, h("div.blank", "This channel is gone. Pick another one."));
	if (isGated(channel)) return refill(stage, gate(channel));
	if (isForum(channel)) return refill(stage, drawForum(channel));
	log = h("div.log", { role: "region", label: `Messages in ${channelName(channel)}`, tabindex: "0", on: { scroll: () => { jump.hidden ||= isAtEnd(); }, keydown: walk } },
		welcome(channel), shown().map((message, at, all) => rows(message, all[at - 1])));
	jump.hidden = true;
	refill(stage, log, jump);
	scrollDown();
	if (store.wanted) emit("find", store.wanted);
	store.wanted = null;
	return log;
}

function welcome(channel) {
	const words = channel.type === DM ? "Here you talk with the bot alone." : isThread(channel) ? "The thread begins here." : `This is the beginning of #${channel.name}.`;
	return h("div.welcome", h("span.sign", channelIcon(channel)), h("h2", channelName(channel)), h("p", words, " Type / to see what the bot can do."));
}

function gate(channel) {
	return h("div.blank", h("span.sign", icon("eye")), h("h2", "Age-restricted channel"), h("p", `#${channel.name} may show films for adults.`), h("div.row",
		button("danger", "I am 18 or older: continue", () => { store.grownUp.add(channel.id); drawChat(); emit("gate"); }),
		button("secondary", "Go back", () => emit("go", store.guild.channels.find((one) => !one.nsfw).id))));
}

function rows(message, before) {
	const isSameDay = before && dayOf(message.timestamp) === dayOf(before.timestamp);
	return [!isSameDay && h("div.day", h("span", showTime(Date.parse(message.timestamp), "D"))), drawMessage(message, isSameDay && before, (...used) => use(message, ...used))];
}

function walk(event) {
	const by = { ArrowUp: -1, ArrowDown: 1 }[event.key], all = [...log.querySelectorAll(".message")];
	if (!by || event.target.closest("input, .select")) return;
	const at = all.indexOf(event.target.closest(".message"));
	event.preventDefault();
	all[at < 0 ? all.length - 1 : at + by]?.focus();
}

function scrollDown() {
	const down = () => { log.scrollTop = log.scrollHeight; };
	down();
	// Pictures come a moment later, and make the end lower.
	for (const image of log.querySelectorAll(".message:last-child img")) image.addEventListener("load", down, { once: true });
}

function append(elements, follow) {
	const wasAtEnd = isAtEnd();
	fill(log, [elements]);
	if (follow || wasAtEnd) scrollDown();
	else jump.hidden = false;
}

/** Return what is hidden in a message until somebody looks, and the covers that are still there. */
const covers = (message) => [...message.querySelectorAll(".spoiler, .held")].map((one) => ({ what: one.title || one.textContent, cover: one.querySelector(":scope > button") }));

/** Draw one message again; the focus stays on its control, and what was open stays open. */
function redraw(id) {
	const old = place(id), all = shown();
	const at = all.findIndex((message) => message.id === id);
	if (!old || at < 0) return;
	const wasAtEnd = isAtEnd(), focus = old.contains(document.activeElement) && document.activeElement;
	const { select } = focus && focus.closest(".select-box") || {}, { key } = (select?.button ?? focus).dataset ?? {};
	const isOpen = select?.list.isOpen, seen = covers(old).filter(({ cover }) => !cover).map(({ what }) => what);
	const fresh = rows(all[at], all[at - 1])[1];
	if (isOpen) select.list.box.hidden = true; // or it would choose as it loses the focus
	old.replaceWith(fresh);
	for (const { cover, what } of covers(fresh)) if (seen.includes(what)) cover.click();
	if (focus) {
		const twin = keyed(key, fresh);
		(twin || fresh).focus({ preventScroll: true });
		if (twin && isOpen) twin.parentNode.select.resume(select);
	}
	if (wasAtEnd) scrollDown();
}

async function use(message, { custom_id }, values, element) {
	const failed = (text) => {
		const failure = place(message.id)?.querySelector(".failure");
		if (failure) failure.textContent = text;
	};
	failed("");
	element.ariaBusy = "true";
	try {
		const result = await act(values ? "choose" : "press", { message_id: message.id, custom_id, values });
		finish(result, () => failed("This interaction failed"));
	} catch (error) {
		failed(error.message);
	} finally {
		element.ariaBusy = null;
	}
}

/** Go on with what came of an interaction: a form, or what went wrong. */
export function finish({ acknowledged, error, modal, interaction_id }, failed) {
	if (!acknowledged) return failed(error.message);
	if (error) toast(`Discord refused something of the bot's: ${error.message}. The inspector tells more.`, "toast.failed");
	return modal && openForm(modal, interaction_id);
}

/** Show in the chat that a command got no answer. */
export function showSilence(name, reason) {
	const note = h("div.message.hidden-from-others", { role: "alert" }, h("div.content", h("p.failure", `/${name}: ${reason}`), privately(() => note.remove())));
	append(note, true);
}

/** Say that something is under way if it takes longer than a blink; returns what takes it back. */
export function showSending(text) {
	const note = h("div.message", h("div.content.muted", text));
	const timer = setTimeout(() => append(note, true), BLINK_MS);
	return () => {
		clearTimeout(timer);
		note.remove();
	};
}

on(["opened", "gate"], drawChat);
on("channel", () => isForum(here()) ? drawChat() : refill(stage));
on("MESSAGE_CREATED", (message) => {
	const isHere = message.channel_id === store.current, isMine = [message.author.id, message.interaction_metadata?.user.id].includes(store.me.id);
	if (message.author.id !== store.me.id && (isHere || store.unread.get(message.channel_id)?.mentions)) announce(summary(message));
	if (isHere && log.isConnected) append(rows(message, shown().at(-2)), isMine);
});
on("MESSAGE_UPDATED", (message) => {
	if (message.channel_id !== store.current) return;
	redraw(message.id);
	announce(`Edited: ${summary(message)}`);
});
on("MESSAGE_DELETED", ({ id }) => {
	const next = place(id)?.nextElementSibling;
	place(id)?.remove();
	if (next?.dataset.id) redraw(next.dataset.id);
});
on("dismiss", (id) => {
	dismissed.add(id);
	place(id)?.remove();
	byId("composer").focus();
});
on("find", (id) => {
	const found = place(id);
	return found ? found.focus() : toast("That message is not among those shown.");
});
on("world", () => {
	const channel = here();
	if (!channel || isForum(channel)) drawChat();
});
