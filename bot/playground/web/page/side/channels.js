// The left side: the places, the channels of the one that is open, and who the viewer is.

import { act, attempt, button, byId, channelName, emit, h, icon, isForum, isThread, isVoice, mentionsIn, nameOf, on, refill, store } from "../core/core.js";
import { avatar, channelIcon, person } from "../draw/names.js";
import { openEvents } from "./events.js";
import { openPerson } from "./person.js";

const rail = byId("rail");
const side = byId("side");
let last = null;

function draw() {
	if (!store.guild) return;
	const { dm, guild, current, me } = store;
	if (store.channels.get(current)?.guild_id) last = current;
	const isDm = current === dm.id;
	refill(rail, place("Direct messages", icon("mail"), isDm, dm.id), place(guild.name, guild.name.replace(/[^\p{Lu}]/gu, ""), !isDm, last));
	refill(side, h("div.side-head", isDm ? "Direct messages" : guild.name), h("div.side-list", isDm ? row(dm) : guildRows(guild)),
		h("p.disclaimer", "A local playground. Not Discord, and not made by it."),
		h("button.me", { "aria-haspopup": "dialog", click: openPerson, title: "Be somebody else, change language and roles" },
			person(me, `${me.locale} • switch user`)));
}

function place(label, face, isOpen, target) {
	const count = mentionsIn((id) => (id === store.dm.id) === (target === store.dm.id));
	return h("button.place", { label: count ? `${label}, ${count} mentions` : label, title: label, "aria-current": isOpen, click: () => emit("go", target) },
		face, count ? h("span.badge", count) : null);
}

function guildRows({ channels, threads, guild_scheduled_events: events }) {
	const below = (channel) => threads.filter((thread) => thread.parent_id === channel.id && !thread.thread_metadata.archived && !isForum(channel));
	const group = (title, list) => [h("h2", title), list.map((channel) => [row(channel), below(channel).map(row)])];
	return [
		h("button.channel", { click: openEvents, "aria-haspopup": "dialog" }, icon("calendar"), h("span", "Events"), events.length ? h("span.badge.calm", events.length) : null),
		group("Text channels", channels.filter((channel) => !isVoice(channel))), group("Voice channels", channels.filter(isVoice)),
	];
}

function row(channel) {
	const seen = store.unread.get(channel.id);
	const seated = store.guild.voice_states.filter((state) => state.channel_id === channel.id).map((state) => store.users.get(state.user_id));
	const isIn = seated.includes(store.me);
	return h(isThread(channel) ? "div.thread" : "div",
		h("div.channel-line",
			h(seen ? "button.channel.unread" : "button.channel", { "aria-current": channel.id === store.current && "page", click: () => emit("go", channel.id) },
				channelIcon(channel), h("span", channelName(channel)), channel.nsfw && h("span.tag.calm", { title: "Age-restricted" }, "18+"),
				seen?.mentions ? h("span.badge", { label: `${seen.mentions} mentions` }, seen.mentions) : null),
			isVoice(channel) && button("textual", isIn ? "Leave" : "Join", () => attempt(() => act("voice", { channel_id: isIn ? null : channel.id })))),
		seated.length ? h("ul.seated", { label: `In ${channel.name}` }, seated.map((user) => h("li", avatar(user, 20), nameOf(user)))) : null);
}

on(["ready", "world", "channel", "unread"], draw);
