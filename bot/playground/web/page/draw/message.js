// A whole message: who wrote it and when, what it answers, and all that is in it.

import { button, COMPONENTS_V2, emit, EPHEMERAL, findMessage, h, icon, iconButton, LOADING, mentionsMe, moment, nameOf, store } from "../core/core.js";
import { components, textsOf } from "./components.js";
import { embed } from "./embed.js";
import { attachment } from "./files.js";
import { markdown, plain } from "./markdown.js";
import { avatar, personButton } from "./names.js";

const GROUPED_MS = 7 * 60_000;
const REPLY = 19, THREAD_START = 21, THREAD_MADE = 18, SLASH = 1;

/** Return whether a message is drawn below the one before without its author's name again. */
const continues = (message, before) => before && before.author.id === message.author.id && !message.type && !message.interaction && !((message.flags ^ before.flags) & EPHEMERAL)
	&& Date.parse(message.timestamp) - Date.parse(before.timestamp) < GROUPED_MS;

/** Return a message; `use` is called when one of its controls is used. */
export function drawMessage(message, before, use) {
	const { id, author, timestamp } = message;
	const follows = continues(message, before), isMine = message.flags & EPHEMERAL;
	const classes = [follows && "following", isMine && "hidden-from-others", mentionsMe(message) && "pings"].filter(Boolean);
	return h(["div.message", ...classes].join("."), { role: "article", tabindex: "-1", label: summary(message), data: { id } }, above(message),
		h("div.gutter", follows ? null : avatar(author)),
		h("div.content", follows ? null : h("div.by", personButton(author), author.bot && h("span.tag", "APP"), moment(timestamp)),
			body(message, use), h("p.failure", { role: "alert" }), isMine ? privately(() => emit("dismiss", id)) : null),
		h("div.message-tools", isMine ? null : iconButton("reply", "Reply", () => emit("reply", message)),
			iconButton("more", "More", (press) => emit("menu:message", { message, press }), { "aria-haspopup": "menu" })));
}

function above({ type, interaction, message_reference: answer, referenced_message }) {
	if (interaction) {
		const { user, name } = interaction;
		const isMenu = store.commands.some((command) => command.name === name && command.type !== SLASH);
		return h("div.above", avatar(user, 16), personButton(user), " used ", h("span.used", isMenu ? name : `/${name}`));
	}
	if (type !== REPLY || !answer) return null;
	const answered = findMessage(answer.message_id, answer.channel_id) ?? referenced_message;
	if (!answered) return h("div.above", h("em", "Original message was deleted"));
	return h("div.above", avatar(answered.author, 16), button("quote", `${nameOf(answered.author)}: ${gist(answered, 80)}`, () => emit("find", answered.id)));
}

function body(message, use) {
	const { author, content, flags, type, edited_timestamp, attachments, embeds, referenced_message } = message;
	if (flags & LOADING) return h("p.muted", `${nameOf(author)} is thinking`, h("span.dots", { "aria-hidden": "true" }, h("i"), h("i")));
	if (type === THREAD_MADE) return h("p.muted", `${nameOf(author)} started a thread: ${content}`);
	if (type === THREAD_START) return h("p.muted", gist(referenced_message ?? message, 200));
	const drawn = components(message.components ?? [], message, use), isLayout = Boolean(flags & COMPONENTS_V2);
	const files = attachments.filter(({ filename }) => !JSON.stringify(embeds).includes(`/${filename}`));
	return [
		content && markdown(content), edited_timestamp && h("small", moment(edited_timestamp, "(edited)")), isLayout ? h("div.layout", drawn) : files[0] ? h("div.attachments", files.map(attachment)) : null, embeds.map(embed),
		isLayout ? null : drawn, thread(store.channels.get(message.id)),
	];
}

const thread = (channel) => channel && h("button.thread-link", { click: () => emit("go", channel.id) }, icon("thread"), h("strong", channel.name), `💬 ${channel.message_count}`);

/** Return the line under what one person sees. */
export const privately = (dismiss) => h("p.private", icon("eye"), "Only you can see this • ", button("textual", "Dismiss message", dismiss));

/** Return what a message says, in short. */
export function gist({ flags, content, embeds, components: list, attachments }, length) {
	if (flags & LOADING) return "is thinking …";
	return plain([content, ...embeds.map((one) => one.title || one.description), ...textsOf(list), ...attachments.map((file) => file.filename)].filter(Boolean).join(". "), length);
}

/** Return who says what to whom, to be read out. */
export const summary = (message) => `${nameOf(message.author)}${message.flags & EPHEMERAL ? ", for you alone" : ""}: ${gist(message, 160)}`;
