// The left side: the places, the channels of the one that is open, and who the viewer is.

import { emit, on } from "../core/bus.js";
import { h, icon, iconButton, refill } from "../core/dom.js";
import { attempt } from "../core/say.js";
import { act } from "../core/socket.js";
import { channelName, isForum, isVoice, nameOf, store } from "../core/store.js";
import { avatar, channelIcon } from "../draw/names.js";
import { openEvents } from "./events.js";
import { openPerson } from "./person.js";

const rail = document.getElementById("rail");
const side = document.getElementById("side");
const top = document.getElementById("top");

function draw() {
  if (!store.guild) return;
  const isDm = store.current === store.dm.id;
  const first = store.guild.channels[0]?.id;
  refill(rail, place("Direct messages", icon("mail"), isDm, store.dm.id),
    place(store.guild.name, [...store.guild.name].filter((letter) => /\p{Lu}/u.test(letter)).join(""), !isDm, last ?? first));
  refill(side, h("div", { class: "side-head" }, isDm ? "Direct messages" : store.guild.name),
    h("div", { class: "side-list" }, isDm ? row(store.dm) : guildRows()),
    h("p", { class: "disclaimer" }, "A local playground. Not Discord, and not made by it."), me());
  drawTop();
}

let last = null;

function place(label, face, isOpen, target) {
  const count = [...store.unread].filter(([id]) => (id === store.dm.id) === (target === store.dm.id)).reduce((sum, [, seen]) => sum + seen.mentions, 0);
  return h("button", { class: "place", "aria-label": count ? `${label}, ${count} mentions` : label, title: label, "aria-current": isOpen ? "true" : null, click: () => emit("go", target) },
    face, count ? h("span", { class: "badge" }, count) : null);
}

function guildRows() {
  const { channels, threads, guild_scheduled_events: events } = store.guild;
  const group = (label, list) => list.length ? [h("h2", null, label), list.map((channel) => [row(channel),
    threads.filter((thread) => thread.parent_id === channel.id && !thread.thread_metadata?.archived && !isForum(channel)).map(row)])] : [];
  return [
    h("button", { class: "channel", click: openEvents }, icon("calendar"), h("span", null, "Events"), events.length ? h("span", { class: "badge calm" }, events.length) : null),
    group("Text channels", channels.filter((channel) => !isVoice(channel))),
    group("Voice channels", channels.filter(isVoice)),
  ];
}

function row(channel) {
  const seen = store.unread.get(channel.id);
  const isThread = channel.parent_id && channel.thread_metadata;
  const seated = isVoice(channel) ? store.guild.voice_states.filter((state) => state.channel_id === channel.id).map((state) => store.users.get(state.user_id)) : [];
  const isIn = seated.some((user) => user.id === store.me.id);
  return h("div", { class: isThread ? "channel-box thread" : "channel-box" },
    h("div", { class: "channel-line" },
      h("button", { class: seen ? "channel unread" : "channel", "aria-current": channel.id === store.current ? "page" : null, click: () => emit("go", channel.id) },
        channelIcon(channel), h("span", null, channelName(channel)), channel.nsfw && h("span", { class: "tag calm", title: "Age-restricted" }, "18+"),
        seen?.mentions ? h("span", { class: "badge", "aria-label": `${seen.mentions} mentions` }, seen.mentions) : null),
      isVoice(channel) && h("button", { class: "textual join", click: () => attempt(() => act("voice", { channel_id: isIn ? null : channel.id })) }, isIn ? "Leave" : "Join")),
    seated.length ? h("ul", { class: "seated", "aria-label": `In ${channel.name}` }, seated.map((user) => h("li", null, avatar(user, 20), nameOf(user)))) : null);
}

function me() {
  return h("div", { class: "me" }, h("button", { class: "me-button", "aria-haspopup": "dialog", click: openPerson, title: "Switch user, language, roles" },
    avatar(store.me, 32), h("span", null, h("strong", null, nameOf(store.me)), h("small", null, `${store.me.locale} • switch user`))),
  iconButton("gear", "Be somebody else, change language and roles", openPerson));
}

function drawTop() {
  const channel = store.channels.get(store.current);
  const parent = channel && store.channels.get(channel.parent_id);
  refill(top, iconButton("menu", "Channels", () => emit("drawer"), { id: "drawer" }),
    h("h1", null, channel ? [channelIcon(channel), parent && `${parent.name} › `, channelName(channel)] : "Marquee playground"),
    channel?.nsfw && h("span", { class: "tag calm" }, "Age-restricted"),
    h("div", { class: "top-tools" }, [["people", "Members"], ["pulse", "Inspector"], ["storm", "Make it hard"]].map(([name, label]) =>
      iconButton(name, label, () => emit("panel", label), { "aria-pressed": String(panelOf() === label) })),
    iconButton(themes[theme][0], `Colours: ${themes[theme][1]}`, turnTheme)));
}

const panelOf = () => document.getElementById("panel").hidden ? null : document.getElementById("panel").getAttribute("aria-label");
const themes = { auto: ["half", "as the system", "dark"], dark: ["moon", "dark", "light"], light: ["sun", "light", "auto"] };
let theme = localStorage.getItem("theme") in themes ? localStorage.getItem("theme") : "auto";
document.documentElement.dataset.theme = theme;

function turnTheme() {
  theme = themes[theme][2];
  localStorage.setItem("theme", theme);
  document.documentElement.dataset.theme = theme;
  drawTop();
}

/** Show the state of the bot above the messages, when there is something to say. */
function drawNotice() {
  const { state, reason, connected } = store.bot;
  const notices = document.getElementById("notices");
  const again = h("button", { class: "button primary small", click: () => attempt(() => act("hard.bot", { what: "start" })) }, "Start it again");
  if (state === "ended") {
    const [first, ...rest] = reason.split("\n");
    refill(notices, h("div", { class: "banner bad" }, h("span", null, h("strong", null, "The bot is not running. "), first || "Commands and buttons get no answer until it is started again."),
      again, rest.length ? h("details", null, h("summary", null, "Its last words"), h("pre", null, rest.join("\n"))) : null));
  } else if (state === "starting") {
    refill(notices, h("div", { class: "banner" }, h("span", null, h("strong", null, "The bot is starting. "), "The first time it reads all films, which takes some seconds.")));
  } else if (!connected) {
    refill(notices, h("div", { class: "banner" }, h("span", null, h("strong", null, "The bot has lost its connection "), "and is coming back by itself.")));
  } else {
    notices.replaceChildren();
  }
}

on(["ready", "world", "channel", "unread"], () => {
  if (store.channels.get(store.current)?.guild_id) last = store.current;
  draw();
});
on(["ready", "world"], drawNotice);
on("panel:shown", drawTop);
