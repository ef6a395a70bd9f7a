// Puts the page together: who looks, where, and what to say when the playground is gone.

import { emit, on } from "./core/bus.js";
import { h, refill } from "./core/dom.js";
import { attempt } from "./core/say.js";
import { connect } from "./core/socket.js";
import { channelName, nameOf, openChannel, store } from "./core/store.js";
import { showPanel } from "./side/panel.js";
import "./talk/chat.js";
import "./talk/composer.js";
import "./side/channels.js";
import "./side/members.js";
import "./side/menu.js";
import "./tools/inspector.js";
import "./tools/hard.js";

const FIRST = "ada";
const WIDE = 1100;
const veil = document.getElementById("veil");
let user;

/** Read who looks at what from the address: `#ada/123`. */
function place() {
  const [name, channel] = location.hash.slice(1).split("/");
  return { name: decodeURIComponent(name || "") || FIRST, channel };
}

const go = (name, channel) => { location.hash = `${encodeURIComponent(name)}/${channel ?? ""}`; };

function follow() {
  const { name, channel } = place();
  if (name !== user) {
    user = name;
    store.current = null;
    connect(name);
  } else if (channel && channel !== store.current && store.guild) {
    attempt(() => openChannel(channel));
  }
}

function title() {
  const mentions = [...store.unread.values()].reduce((sum, seen) => sum + seen.mentions, 0);
  const channel = store.channels.get(store.current);
  document.title = `${mentions ? `(${mentions}) ` : ""}${channel ? `${channelName(channel)} · ` : ""}${nameOf(store.me)} · Marquee playground`;
}

on("ready", () => {
  veil.hidden = true;
  const { channel } = place();
  const wanted = [channel, store.current].find((id) => store.channels.has(id)) ?? store.guild.channels[0].id;
  attempt(() => openChannel(wanted));
  history.replaceState(null, "", `#${encodeURIComponent(user)}/${wanted}`);
});
on("go", (id) => {
  document.body.classList.remove("drawer");
  go(user, id);
  if (id === store.current) attempt(() => openChannel(id));
});
on("be", (name) => go(name, store.current === store.dm?.id ? "" : store.current));
on(["ready", "channel", "unread"], title);
on("drawer", () => document.body.classList.toggle("drawer"));
on("lost", ({ taken, user: who }) => {
  veil.hidden = false;
  refill(veil, h("div", { class: "lost", role: "alertdialog", "aria-labelledby": "lost" }, taken ? [
    h("h2", { id: "lost" }, `${who} is in another tab now`),
    h("p", null, "A person is in one tab at a time. Two people can be side by side, each in a tab."),
    h("div", { class: "row" }, h("button", { class: "button primary", autofocus: true, click: () => connect(who) }, `Be ${who} here`),
      [...store.users.values()].filter((one) => !one.bot && one.username !== who).slice(0, 3).map((one) =>
        h("button", { class: "button secondary", click: () => emit("be", one.username) }, `Be ${nameOf(one)} here`))),
  ] : [
    h("h2", { id: "lost" }, "The playground has ended"),
    h("p", null, "Start it again with ", h("code", null, "make run"), " and open the address that it prints: each start has its own. What people did is kept."),
    h("p", { class: "muted", role: "status" }, "Trying to reach this one again …"),
  ]));
  veil.querySelector("button")?.focus();
});
document.addEventListener("click", (event) => {
  if (document.body.classList.contains("drawer") && event.target.closest("#main") && !event.target.closest("#drawer")) document.body.classList.remove("drawer");
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && store.unread.delete(store.current)) emit("unread");
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("composer").focus();
});
window.addEventListener("hashchange", follow);
if (innerWidth >= WIDE) on("ready", () => document.getElementById("panel").hidden && !opened && showPanel("Members"));
let opened = false;
on("panel:shown", () => { opened = true; });
follow();
