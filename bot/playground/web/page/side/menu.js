// Context menus on messages and on people.

import { act, attempt, emit, EPHEMERAL, findMessage, h, json, nameOf, on, refocus, store, toast } from "../core/core.js";
import { finish } from "../talk/chat.js";
import { dialog } from "../talk/dialog.js";
import { openThread } from "../talk/forum.js";
import { openPerson } from "./person.js";

const USER = 2, MESSAGE = 3, MARGIN = 8;
let close = () => {};

/** Open a menu of `[title, what it does]` where something was pressed; what is false is left out. */
function open({ target, clientX, clientY }, label, entries) {
	close();
	const before = target.closest("button, [tabindex]");
	const items = entries.filter(Boolean).map(([title, work]) => h("button", { role: "menuitem", tabindex: "-1", click: () => { leave(); work(); } }, title));
	const menu = h("div.menu", { role: "menu", label }, items);
	const leave = () => { close(); refocus(before); };
	close = () => { close = () => {}; menu.remove(); };
	document.body.append(menu);
	const { left, bottom } = target.getBoundingClientRect();
	const put = (side, at, most) => menu.style.setProperty(side, `${Math.max(0, Math.min(at, most - MARGIN))}px`);
	put("left", clientX || left, innerWidth - menu.offsetWidth);
	put("top", clientY || bottom, innerHeight - menu.offsetHeight);
	items[0].focus();
	menu.onkeydown = (event) => {
		const at = items.indexOf(document.activeElement);
		const next = { ArrowDown: (at + 1) % items.length, ArrowUp: at - 1 }[event.key];
		if (event.key === "Escape" || event.key === "Tab") leave();
		else if (next !== undefined) items.at(next).focus();
		else return;
		event.preventDefault();
	};
	menu.addEventListener("focusout", ({ relatedTarget }) => menu.contains(relatedTarget) || close());
}

const apps = (kind, fields) => store.commands.filter((command) => command.type === kind).map(({ name }) => [`${name} (app)`, () => attempt(async () =>
	finish(await act("menu", { channel_id: store.current, name, ...fields }), (reason) => { throw new Error(`${name}: ${reason}`); }))]);

async function copy(text) {
	await navigator.clipboard.writeText(text);
	toast("Copied");
}

on("menu:message", ({ message, press }) => {
	const { id, channel_id, content, embeds } = message;
	const isMine = message.flags & EPHEMERAL, channel = store.channels.get(channel_id);
	open(press, "Message", [
		!isMine && ["Reply", () => emit("reply", message)],
		!isMine && channel.guild_id && !channel.thread_metadata && !store.channels.has(id) && ["Create thread", () => openThread(channel_id, id)],
		...apps(MESSAGE, { message_id: id }),
		["Copy text", () => copy([content, ...embeds.flatMap((one) => [one.title, one.description])].filter(Boolean).join("\n"))],
		["Look at its JSON", () => dialog("Message", json(message), { wide: true })],
		isMine ? ["Dismiss", () => emit("dismiss", id)] : ["Delete, as a moderator", () => attempt(() => act("hard.delete_message", { message_id: id }))],
	]);
});

on("menu:user", ({ user, press }) => open(press, nameOf(user), [
	["Mention", () => emit("type", `@${user.username} `)],
	user.bot ? ["Message", () => emit("go", store.dm.id)] : user.id === store.me.id ? ["Language and roles", openPerson] : ["Be this person", () => emit("be", user.username)],
	...apps(USER, { user_id: user.id }),
]));

on("menu:thread", ({ thread: { id, thread_metadata: { archived, locked } }, press }) => {
	const change = (title, fields) => [title, () => attempt(() => act("change_thread", { channel_id: id, ...fields }))];
	open(press, "This thread", [change(archived ? "Reopen" : "Archive", { archived: !archived }), change(locked ? "Unlock" : "Lock", { locked: !locked })]);
});

document.oncontextmenu = (event) => {
	const message = findMessage(event.target.closest(".message")?.dataset.id);
	if (!message || event.target.closest("a, input, textarea") || !getSelection().isCollapsed) return;
	event.preventDefault();
	emit("menu:message", { message, press: event });
};
document.onmousedown = ({ target }) => target.closest(".menu") || close();
