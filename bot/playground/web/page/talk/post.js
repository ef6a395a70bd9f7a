// The dialogs that open a thread or a forum post.

import { emit } from "../core/bus.js";
import { h } from "../core/dom.js";
import { act } from "../core/socket.js";
import { dialog } from "./dialog.js";

/** Ask for a new post in a forum. */
export function openPost(forum) {
  const tags = forum.available_tags ?? [];
  const boxes = tags.map((tag) => h("label", { class: "check" }, h("input", { type: "checkbox", value: tag.id }), tag.name));
  ask("New post", "Post", [tags.length ? h("fieldset", { class: "checks" }, h("legend", null, "Tags"), boxes) : null], (name, content) => act("post", {
    channel_id: forum.id, name, content, tags: boxes.map((box) => box.firstChild).filter((box) => box.checked).map((box) => box.value),
  }), { wantsText: true });
}

/** Ask for a new thread in a channel, on a message or without one. */
export function openThread(channelId, message) {
  ask("New thread", "Create thread", [], (name) => act("thread", { channel_id: channelId, name, ...(message && { message_id: message.id }) }), { wantsText: false });
}

function ask(title, verb, more, send, { wantsText }) {
  const name = h("input", { type: "text", maxlength: "100", required: true, autocomplete: "off" });
  const text = h("textarea", { maxlength: "2000", rows: "4", required: true });
  dialog(title, [
    h("label", { class: "field" }, h("span", null, "Title"), name),
    wantsText && h("label", { class: "field" }, h("span", null, "Message"), text),
    more,
  ], { verb, done: async () => emit("go", (await send(name.value, text.value)).id) });
}
