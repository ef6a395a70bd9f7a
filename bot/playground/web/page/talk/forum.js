// A forum: its posts, and the dialogs that open a post or a thread.

import { act, button, check, emit, h, nameOf, store, ticked, timestamp } from "../core/core.js";
import { dialog } from "./dialog.js";

const SHIFT = 22n, EPOCH = 1420070400000;
const latest = ({ id, last_message_id }) => Number(BigInt(last_message_id ?? id) >> SHIFT) + EPOCH;

export function drawForum({ id, name, available_tags = [] }) {
	const posts = store.guild.threads.filter((thread) => thread.parent_id === id).sort((a, b) => latest(b) - latest(a));
	return h("div.forum", h("div.forum-head", h("h2", name), button("primary", "New post", () => openPost(id, available_tags))),
		posts.length ? posts.map((post) => card(post, available_tags)) : h("p.muted", "There is no post yet."));
}

function card(post, tags) {
	const { id, name, owner_id, message_count, applied_tags = [] } = post;
	return h("button.post", { click: () => emit("go", id) }, h("strong", name), h("small", `${nameOf(store.users.get(owner_id))} • 💬 ${message_count} • `, timestamp(latest(post), "R")),
		h("span.row", tags.filter((tag) => applied_tags.includes(tag.id)).map((tag) => h("span.chip", tag.name))));
}

function openPost(channel_id, available) {
	const boxes = available.map((tag) => check(tag.name, { value: tag.id }));
	const text = h("textarea", { maxlength: "2000", rows: "4", required: true });
	ask("New post", [h("label.field", h("span", "Message"), text), boxes.length ? h("fieldset.checks", h("legend", "Tags"), boxes) : null], (name) => act("post", {
		channel_id, name, content: text.value, tags: ticked(boxes),
	}));
}

export const openThread = (channel_id, message_id) => ask("New thread", [], (name) => act("thread", { channel_id, message_id, name }));

function ask(title, more, send) {
	const name = h("input", { autofocus: true, maxlength: "100", required: true });
	dialog(title, [h("label.field", h("span", "Title"), name), more], { verb: "Create", done: async () => emit("go", (await send(name.value)).id) });
}
