// People, roles and channels as they are named and pictured.

import { button, channelName, emit, h, icon, isForum, isThread, isVoice, nameOf, store, webUrl } from "../core/core.js";

const HUES = 360n;

/** Return the picture of somebody: an initial on a colour of their own; the bot has its sign. */
export function avatar(user, size = 40) {
	const face = user.id === store.application ? h("img", { src: "icon.svg", alt: "" }) : [...nameOf(user)][0].toUpperCase();
	const round = h(`span.avatar.size-${size}`, { "aria-hidden": "true" }, face);
	round.style.setProperty("--hue", BigInt(user.id) % HUES);
	return round;
}

/** Return somebody's picture and name, with a few words below. */
export const person = (user, about) => [avatar(user, 32), h("span", h("strong", nameOf(user)), h("small", about))];

/** Return a person's name that opens what can be done with them. */
export const personButton = (user, text = nameOf(user), kind = "person") => button(kind, text, (press) => emit("menu:user", { user, press }), { "aria-haspopup": "menu" });

export const channelIcon = (channel) => icon(isThread(channel) ? "thread" : isForum(channel) ? "forum" : isVoice(channel) ? "voice" : channel.guild_id ? "text" : "mail");

export function mention(sigil, id) {
	const channel = store.channels.get(id), user = store.users.get(id);
	if (sigil === "#" && channel) return button("mention", [channelIcon(channel), channelName(channel)], () => emit("go", id));
	if (sigil === "@" && user) return personButton(user, `@${nameOf(user)}`, "mention");
	return h("span.mention", roles().find((role) => sigil === "@&" && role.value === id)?.title ?? `${sigil[0]}unknown`);
}

/** Return a link: to a message or channel here, or out of the page. */
export function link(target, ...children) {
	const [, channel, message] = /^https:\/\/discord\.com\/channels\/\d+\/(\d+)(?:\/(\d+))?$/.exec(target) ?? [];
	const here = store.channels.get(channel);
	if (here) return button("mention", children[0] === target ? `#${channelName(here)}` : children, () => { store.wanted = message; emit("go", channel); });
	const url = webUrl(target);
	return url ? h("a", { href: url.href, target: "_blank", title: url.href }, children) : h("span", children);
}

export const emoji = (given) => given && h("span.emoji", given.id ? `:${given.name}:` : given.name);

const users = () => [...store.users.values()].map((user) => ({ title: nameOf(user), value: user.id, mark: avatar(user, 20), user }));
const roles = () => store.guild.roles.map((role) => ({ title: `@${role.name.replace("@", "")}`, value: role.id }));
const channels = (kinds) => [...store.channels.values()]
	.filter((channel) => channel.guild_id && (kinds?.length ? kinds.includes(channel.type) : !isThread(channel)))
	.map((channel) => ({ title: channelName(channel), value: channel.id, mark: channelIcon(channel) }));

/** Return all users, roles or channels there are, as entries of a list. */
export const entitiesOf = { users, roles, channels, mentionables: () => [...users(), ...roles()] };
