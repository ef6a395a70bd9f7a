// What the viewer knows, in Discord's own JSON, and where the viewer is.

import { emit, on } from "./bus.js";
import { act } from "./socket.js";

const VOICE = 2, STAGE = 13, FORUMS = [15, 16], THREADS = [10, 11, 12];
export const DM = 1;
export const EPHEMERAL = 64, LOADING = 128, COMPONENTS_V2 = 32768;

/** Whose page this is (`me`), what is where, and the channel that is open (`current`). */
export const store = { current: null, users: new Map(), channels: new Map(), messages: new Map(), unread: new Map(), commands: [], grownUp: new Set() };

/** Return what time it is in the playground, in milliseconds. */
export const now = () => Date.now() + store.clock_ahead * 1000;

export const nameOf = (user) => user?.global_name || user?.username || "unknown";

export const here = () => store.channels.get(store.current);

export const theBot = () => store.users.get(store.application);
export const memberOf = (id) => store.guild.members.find((member) => member.user.id === id);
export const channelName = (channel) => channel.type === DM ? nameOf(theBot()) : channel.name;
export const isThread = ({ type }) => THREADS.includes(type);
export const isForum = ({ type }) => FORUMS.includes(type);
export const isVoice = ({ type }) => type === VOICE || type === STAGE;

/** Return whether a channel is for adults, as a thread is when its channel is, and the viewer has not said to be one. */
export const isGated = ({ id, nsfw, parent_id }) => (nsfw || store.channels.get(parent_id)?.nsfw) && !store.grownUp.has(id);

/** Return a message of a channel that was opened, by id. */
export const findMessage = (id, channelId = store.current) => store.messages.get(channelId)?.find((message) => message.id === id);

/** Go to a channel and see what is there. */
export async function openChannel(id) {
	const channel = store.channels.get(id);
	if (!channel) return;
	store.current = id;
	store.unread.delete(id);
	emit("channel");
	if (isForum(channel)) return;
	const { messages, application_commands } = await act("open", { channel_id: id });
	store.messages.set(id, messages);
	if (store.current !== id) return;
	store.commands = application_commands;
	emit("opened");
}

/** Return a file, and throw if it is larger than Discord takes. */
export function fitting(file) {
	if (file.size > store.file_bytes) throw new Error(`${file.name} is too large: a file may have ${store.file_bytes / 1048576} MB.`);
	return file;
}

/** Hand over a file; returns the handle by which a message or a command can name it. */
export const upload = async (file) => (await act("upload", { name: file.name, type: file.type }, (head) => new Blob([head, "\n", fitting(file)]))).file;

export const mentionsMe = ({ mention_everyone, mentions, mention_roles = [] }) => mention_everyone || mentions.some(({ id }) => id === store.me.id)
	|| mention_roles.some((id) => memberOf(store.me.id).roles.includes(id));

function takeWorld({ guilds: [guild], users, bot, clock_ahead }) {
	Object.assign(store, { guild, bot, clock_ahead });
	store.users = new Map(users.map((user) => [user.id, user]));
	store.me = store.users.get(store.me.id);
	store.channels = new Map([...guild.channels, ...guild.threads, store.dm].map((channel) => [channel.id, channel]));
}

on("READY", (ready) => {
	const { user: me, private_channels: [dm], application, answer_seconds, file_bytes, locales } = ready;
	Object.assign(store, { me, dm, application: application.id, answer_seconds, file_bytes, locales });
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
	if (here() && !isForum(here())) store.commands = (await act("open", { channel_id: store.current })).application_commands;
});

on(["MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE"], (message, event) => {
	const list = store.messages.get(message.channel_id) ?? [];
	const at = list.findIndex(({ id }) => id === message.id);
	if (event === "MESSAGE_CREATE") {
		if (at >= 0) return;
		list.push(message);
		if (message.author.id !== store.me.id && (message.channel_id !== store.current || document.hidden)) countUnread(message);
	} else if (at >= 0) list.splice(at, 1, ...(event === "MESSAGE_UPDATE" ? [message] : []));
	else return;
	emit(`${event}D`, message);
});

/** Return how often messages that were not seen mention the viewer, in the channels that count. */
export const mentionsIn = (counts) => [...store.unread].reduce((sum, [id, { mentions }]) => counts(id) ? sum + mentions : sum, 0);

function countUnread(message) {
	const { mentions = 0 } = store.unread.get(message.channel_id) ?? {};
	store.unread.set(message.channel_id, { mentions: mentions + (message.channel_id === store.dm.id || mentionsMe(message) ? 1 : 0) });
	emit("unread");
}
