// What is above the messages: the channel's name, the panels, the colours, and how the bot stands.

import { act, attempt, button, byId, channelName, emit, h, here, iconButton, on, refill, store } from "../core/core.js";
import { channelIcon } from "../draw/names.js";

const PANELS = [["people", "Members"], ["pulse", "Inspector"], ["storm", "Make it hard"]];
const THEMES = { auto: "dark", dark: "light", light: "auto" };
const panel = byId("panel");
const notices = byId("notices");
let theme = localStorage.theme in THEMES ? localStorage.theme : "auto";

function draw() {
	const channel = here();
	const parent = store.channels.get(channel?.parent_id);
	document.documentElement.dataset.theme = theme;
	refill(byId("top"), iconButton("menu", "Channels", () => emit("drawer"), { id: "drawer" }),
		h("h1", channel && [channelIcon(channel), parent && `${parent.name} › `, channelName(channel)]), channel?.nsfw && h("span.tag.calm", "Age-restricted"),
		channel?.thread_metadata && iconButton("more", "This thread", (press) => emit("menu:thread", { thread: channel, press }), { "aria-haspopup": "menu" }),
		h("div.top-tools", PANELS.map(([name, label]) => iconButton(name, label, () => emit("panel", label), { "aria-pressed": String(!panel.hidden && panel.getAttribute("aria-label") === label) })),
			iconButton("half", `Colours: ${theme}`, turn)));
}

function turn() {
	theme = THEMES[theme];
	localStorage.theme = theme;
	draw();
}

function drawNotice() {
	const { state, reason, connected } = store.bot;
	const [first, ...rest] = reason.split("\n");
	if (state === "ended") {
		refill(notices, h("div.banner.bad", h("span", h("strong", "The bot is not running. "), first, " Commands and buttons get no answer until it is started again."),
			button("secondary.small", "Start it again", () => attempt(() => act("hard.bot", { what: "start" }))), rest.length && h("details", h("summary", "Its last words"), h("pre", rest.join("\n")))));
	} else if (!connected) {
		refill(notices, h("div.banner", state === "starting" ? "The bot is starting. The first time it reads all its films, which takes some seconds."
			: "The bot has lost its connection, and is coming back by itself."));
	} else notices.replaceChildren();
}

on(["ready", "world", "channel", "panel:shown"], draw);
on(["ready", "world"], drawNotice);
