// The dialogs that open a thread or a forum post.

import { act, emit, h } from "../core/core.js";
import { dialog } from "./dialog.js";

/** Ask for a new post in a forum. */
export function openPost({ id, available_tags = [] }) {
	const boxes = available_tags.map((tag) => h("label.check", h("input", { type: "checkbox", value: tag.id }), tag.name));
	const text = h("textarea", { maxlength: "2000", rows: "4", required: true });
	ask("New post", "Post", [h("label.field", h("span", "Message"), text), boxes.length ? h("fieldset.checks", h("legend", "Tags"), boxes) : null], (name) => act("post", {
		channel_id: id, name, content: text.value, tags: boxes.map((box) => box.firstChild).filter((box) => box.checked).map((box) => box.value),
	}));
}

/** Ask for a new thread on a message. */
export function openThread(channel_id, message_id) {
	ask("New thread", "Create thread", [], (name) => act("thread", { channel_id, message_id, name }));
}

function ask(title, verb, more, send) {
	const name = h("input", { maxlength: "100", required: true });
	dialog(title, [h("label.field", h("span", "Title"), name), more], { verb, done: async () => emit("go", (await send(name.value)).id) });
}
