// People, roles and channels as they are named and pictured.

import { h, icon } from "../core/dom.js";
import { emit } from "../core/bus.js";
import { channelName, isForum, isThread, isVoice, nameOf, store } from "../core/store.js";

const HUES = 12;

/** Return the picture of somebody: an initial on a colour of their own; the bot has its sign. */
export function avatar(user, size = 40) {
  const isBot = user.id === store.application;
  const hue = Number(BigInt(user.id) % BigInt(HUES));
  const face = isBot
    ? h("img", { src: "icon.svg", alt: "" })
    : [...nameOf(user)][0].toUpperCase();
  return h("span", { class: `avatar hue-${hue} size-${size}`, "aria-hidden": "true" }, face);
}

/** Return a person's name that opens what can be done with them. */
export function personButton(user, text, props = {}) {
  return h("button", { class: "person", ...props, click: (press) => emit("menu:user", { user, press }) }, text);
}

/** Return the sign that stands before a channel's name. */
export function channelIcon(channel) {
  if (isThread(channel)) return icon("thread");
  if (isForum(channel)) return icon("forum");
  if (isVoice(channel)) return icon("voice");
  return icon(channel.guild_id ? "text" : "mail");
}

/** Return a mention of a person, a role or a channel. */
export function mention(sigil, id) {
  if (sigil === "#") {
    const channel = store.channels.get(id);
    if (!channel) return h("span", { class: "mention" }, "#unknown");
    return h("button", { class: "mention", click: () => emit("go", id) }, channelIcon(channel), channelName(channel));
  }
  if (sigil === "@&") {
    const role = store.guild.roles.find((one) => one.id === id);
    return h("span", { class: "mention" }, role ? `@${role.name.replace(/^@/, "")}` : "@unknown role");
  }
  const user = store.users.get(id);
  if (!user) return h("span", { class: "mention" }, "@unknown user");
  return personButton(user, `@${nameOf(user)}`, { class: "mention" });
}

/** Return an emoji of Discord's JSON. */
export function emoji(given) {
  if (!given) return null;
  return h("span", { class: "emoji" }, given.id ? `:${given.name}:` : given.name);
}
