// A whole message: who wrote it and when, what it answers, and all that is in it.

import { emit } from "../core/bus.js";
import { h, icon, iconButton } from "../core/dom.js";
import { COMPONENTS_V2, EPHEMERAL, findMessage, LOADING, mentionsMe, nameOf, store } from "../core/store.js";
import { showMessageTime, showTime } from "../core/time.js";
import { components, textsOf } from "./components.js";
import { embed } from "./embed.js";
import { attachment } from "./files.js";
import { markdown, plain } from "./markdown.js";
import { avatar, personButton } from "./names.js";

const GROUPED_MS = 7 * 60_000;
const REPLY = 19, JOINED_THREAD = 21, THREAD_MADE = 18;

/** Return whether a message is drawn below the one before without its author's name again. */
export function continues(message, before) {
  return Boolean(before) && before.author.id === message.author.id && message.type === 0 && !message.interaction
    && (message.flags & EPHEMERAL) === (before.flags & EPHEMERAL)
    && Date.parse(message.timestamp) - Date.parse(before.timestamp) < GROUPED_MS;
}

/** Return a message; `use` is called when one of its controls is used. */
export function drawMessage(message, before, use) {
  const { author } = message;
  const isFollowing = continues(message, before);
  const hidden = message.flags & EPHEMERAL;
  const when = h("time", { datetime: message.timestamp, title: showTime(Date.parse(message.timestamp), "F") }, showMessageTime(message.timestamp));
  const head = isFollowing ? null : h("div", { class: "by" },
    personButton(author, nameOf(author)), author.bot && h("span", { class: "tag" }, "APP"), when);
  const element = h("div", {
    class: ["message", isFollowing && "following", hidden && "hidden-from-others", mentionsMe(message) && "pings"].filter(Boolean).join(" "),
    role: "article", tabindex: "-1", "aria-label": summary(message), data: { id: message.id },
  },
    above(message),
    h("div", { class: "gutter" }, isFollowing ? null : avatar(author)),
    h("div", { class: "content" }, head, body(message, use),
      h("p", { class: "failure", role: "alert", hidden: true }),
      hidden ? privacy(message) : null),
    tools(message));
  return element;
}

function above(message) {
  if (message.interaction) {
    const { user, name } = message.interaction;
    const isMenu = store.commands.some((command) => command.name === name && command.type !== 1);
    return h("div", { class: "above" }, avatar(user, 16), personButton(user, nameOf(user)), " used ", h("span", { class: "used" }, isMenu ? name : `/${name}`));
  }
  if (message.type !== REPLY || !message.message_reference) return null;
  const { message_id, channel_id } = message.message_reference;
  const answered = findMessage(message_id, channel_id) ?? message.referenced_message;
  if (!answered) return h("div", { class: "above" }, icon("reply"), h("em", null, "Original message was deleted"));
  return h("div", { class: "above" }, icon("reply"), avatar(answered.author, 16),
    h("button", { class: "quote", click: () => emit("find", message_id) }, `${nameOf(answered.author)}: ${gist(answered, 80)}`));
}

function body(message, use) {
  if (message.flags & LOADING) {
    return h("p", { class: "thinking" }, `${nameOf(message.author)} is thinking`, h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")));
  }
  if (message.type === THREAD_MADE) return h("p", { class: "notice" }, `${nameOf(message.author)} started a thread: ${message.content}`);
  if (message.type === JOINED_THREAD) return h("p", { class: "notice" }, "This is the start of the thread.");
  const text = message.content && markdown(message.content);
  const edited = message.edited_timestamp && h("small", { class: "edited", title: showTime(Date.parse(message.edited_timestamp), "F") }, "(edited)");
  const layout = Boolean(message.flags & COMPONENTS_V2);
  const drawn = components(message.components ?? [], message, use);
  return [
    text, !layout && edited,
    layout ? h("div", { class: "layout" }, drawn) : null,
    message.attachments.length && !layout ? h("div", { class: "attachments" }, message.attachments.map(attachment)) : null,
    message.embeds.map(embed),
    message.poll && poll(message.poll),
    layout ? null : drawn,
    layout && edited,
    thread(message),
  ];
}

function thread(message) {
  const channel = store.channels.get(message.id);
  if (!channel?.thread_metadata) return null;
  return h("button", { class: "thread-link", click: () => emit("go", channel.id) },
    icon("thread"), h("strong", null, channel.name), h("span", null, `${channel.message_count ?? 0} messages`));
}

function poll(given) {
  return h("div", { class: "poll" }, h("strong", null, given.question.text),
    given.answers.map((answer) => h("div", { class: "poll-answer" }, answer.poll_media.text)),
    h("small", null, given.allow_multiselect ? "Select one or more answers" : "Select one answer"));
}

function privacy(message) {
  return h("p", { class: "private" }, icon("eye"), "Only you can see this • ",
    h("button", { class: "textual", click: () => emit("dismiss", message.id) }, "Dismiss message"));
}

function tools(message) {
  return h("div", { class: "message-tools" },
    message.flags & EPHEMERAL ? null : iconButton("reply", "Reply", () => emit("reply", message)),
    iconButton("more", "More", (press) => emit("menu:message", { message, press }), { "aria-haspopup": "menu" }));
}

/** Return what a message says, in short. */
export function gist(message, length) {
  if (message.flags & LOADING) return "is thinking …";
  const parts = [message.content, ...message.embeds.map((one) => one.title || one.description || ""), ...textsOf(message.components),
    ...message.attachments.map((file) => file.filename)];
  return plain(parts.filter(Boolean).join(". "), length);
}

function summary(message) {
  const whom = message.flags & EPHEMERAL ? ", for you alone" : "";
  return `${nameOf(message.author)}${whom}: ${gist(message, 160)}`;
}

export { summary };
