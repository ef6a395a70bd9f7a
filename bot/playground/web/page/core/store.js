// What the viewer knows, in Discord's own JSON, and where the viewer is.

import { emit, on } from "./bus.js";
import { act } from "./socket.js";

export const TEXT = 0, DM = 1, VOICE = 2, NEWS = 5, STAGE = 13, FORUM = 15, MEDIA = 16;
export const THREADS = [10, 11, 12];
export const EPHEMERAL = 64, LOADING = 128, COMPONENTS_V2 = 32768;

export const store = {
	me: null,
	users: new Map(),
	guild: null,
	channels: new Map(),
	dm: null,
	bot: { state: "starting", reason: "", connected: false },
	application: null,
	ahead: 0,
	answerSeconds: 3,
	fileBytes: 0,
	current: null,
	messages: new Map(),
	commands: [],
	unread: new Map(),
	grownUp: new Set(),
};

/** Return what time it is in the playground, in milliseconds. */
export const now = () => Date.now() + store.ahead * 1000;

/** Return somebody's name. */
export const nameOf = (user) => user?.global_name || user?.username || "unknown";

/** Return somebody's membership of the server. */
export const memberOf = (id) => store.guild.members.find((member) => member.user.id === id);

/** Return the roles of a member, highest first. */
export function rolesOf(member) {
	const ids = new Set(member?.roles ?? []);
	return store.guild.roles.filter((role) => ids.has(role.id)).sort((a, b) => b.position - a.position);
}

export const channelName = (channel) => channel.type === DM ? nameOf(store.users.get(store.application)) : channel.name;
export const isThread = (channel) => THREADS.includes(channel.type);
export const isForum = (channel) => channel.type === FORUM || channel.type === MEDIA;
export const isVoice = (channel) => channel.type === VOICE || channel.type === STAGE;

/** Return whether a channel is for adults; a thread is when its channel is. */
export const isRestricted = (channel) => Boolean(channel.nsfw || store.channels.get(channel.parent_id)?.nsfw);

/** Return a message that is shown somewhere, by id. */
export function findMessage(id, channelId = store.current) {
	return store.messages.get(channelId)?.find((message) => message.id === id);
}

/** Go to a channel and see what is there. */
export async function openChannel(id) {
	if (!store.channels.has(id)) return;
	store.current = id;
	store.unread.delete(id);
	emit("channel");
	if (isForum(store.channels.get(id))) return;
	const { messages, application_commands } = await act("open", { channel_id: id });
	store.messages.set(id, messages);
	if (store.current !== id) return;
	store.commands = application_commands;
	emit("opened");
}

function takeWorld({ guilds, users, bot, clock_ahead }) {
	store.users = new Map(users.map((user) => [user.id, user]));
	store.me = store.users.get(store.me.id) ?? store.me;
	store.guild = guilds[0];
	store.channels = new Map([...store.guild.channels, ...store.guild.threads, store.dm].map((c) => [c.id, c]));
	store.bot = bot;
	store.ahead = clock_ahead;
}

on("READY", (ready) => {
	store.me = ready.user;
	store.dm = ready.private_channels[0];
	store.application = ready.application.id;
	store.answerSeconds = ready.answer_seconds;
	store.fileBytes = ready.file_bytes;
	store.messages.clear();
	store.unread.clear();
	takeWorld(ready);
	emit("ready");
});

on("PLAYGROUND_UPDATE", (told) => {
	takeWorld(told);
	emit("world");
});

on("APPLICATION_COMMANDS_UPDATE", async () => {
	const channel = store.channels.get(store.current);
	if (!channel || isForum(channel)) return;
	store.commands = (await act("open", { channel_id: store.current })).application_commands;
});

on("MESSAGE_CREATE", (message) => {
	const list = store.messages.get(message.channel_id);
	if (list?.some((known) => known.id === message.id)) return;
	list?.push(message);
	if (message.channel_id !== store.current || document.hidden) countUnread(message);
	emit("message", message);
});

on("MESSAGE_UPDATE", (message) => {
	const list = store.messages.get(message.channel_id);
	const at = list?.findIndex((known) => known.id === message.id) ?? -1;
	if (at < 0) return;
	list[at] = message;
	emit("edited", message);
});

on("MESSAGE_DELETE", ({ id, channel_id }) => {
	const list = store.messages.get(channel_id);
	const at = list?.findIndex((known) => known.id === id) ?? -1;
	if (at >= 0) list.splice(at, 1);
	emit("deleted", { id, channel_id });
});

function countUnread(message) {
	if (message.author.id === store.me.id) return;
	const seen = store.unread.get(message.channel_id) ?? { messages: 0, mentions: 0 };
	const own = message.channel_id === store.dm.id;
	seen.messages += 1;
	if (own || mentionsMe(message)) seen.mentions += 1;
	store.unread.set(message.channel_id, seen);
	emit("unread");
}

/** Return whether a message pings the viewer. */
export function mentionsMe(message) {
	const roles = memberOf(store.me.id)?.roles ?? [];
	return message.mention_everyone || message.mentions.some((user) => user.id === store.me.id)
		|| (message.mention_roles ?? []).some((id) => roles.includes(id));
}
