// Puts the page together: who looks, where, and what to say when the playground is gone.

import { attempt, button, byId, channelName, connect, emit, h, here, mentionsIn, nameOf, on, openChannel, refill, store } from "./core/core.js";
import { showPanel } from "./side/panel.js";
import "./talk/chat.js";
import "./talk/composer.js";
import "./side/channels.js";
import "./side/top.js";
import "./side/members.js";
import "./side/menu.js";
import "./tools/inspector.js";
import "./tools/hard.js";

const FIRST = "ada", WIDE = 1100, OFFERED = 3;
const veil = byId("veil");
const { classList } = document.body;
let user;

/** Read who looks at what from the address: `#ada/123`. */
function place() {
	const [name, channel] = location.hash.slice(1).split("/");
	return { name: decodeURIComponent(name) || FIRST, channel };
}

const address = (name, channel = "") => `#${encodeURIComponent(name)}/${channel}`;

function follow() {
	const { name, channel } = place();
	if (name !== user) {
		user = name;
		store.current = null;
		connect(name);
	} else if (channel && channel !== store.current && store.guild) attempt(() => openChannel(channel));
}

function title() {
	const mentions = mentionsIn(() => true);
	document.title = `${mentions ? `(${mentions}) ` : ""}${here() ? `${channelName(here())} · ` : ""}${nameOf(store.me)} · Marquee playground`;
}

on("ready", () => {
	veil.hidden = true;
	if (user && innerWidth >= WIDE && !classList.contains("begun")) showPanel("Members");
	classList.add("begun");
	const wanted = [place().channel, store.current].find((id) => store.channels.has(id)) ?? store.guild.channels[0].id;
	history.replaceState(null, "", address(user, wanted));
	attempt(() => openChannel(wanted));
});
on("go", (id) => {
	classList.remove("drawer");
	if (id === store.current) attempt(() => openChannel(id));
	location.hash = address(user, id);
});
on("be", (name) => { location.hash = address(name, store.current === store.dm.id ? "" : store.current); });
on(["ready", "channel", "unread"], title);
on("drawer", () => classList.toggle("drawer"));
on("lost", ({ taken, user: who }) => {
	veil.hidden = false;
	const others = [...store.users.values()].filter((one) => !one.bot && one.username !== who).slice(0, OFFERED);
	refill(veil, h("div", { role: "alertdialog", "aria-labelledby": "lost" }, h("h2", { id: "lost" }, taken ? `${who} is in another tab now` : "The playground has ended"), taken ? [
		h("p", "A person is in one tab at a time; two people can be side by side."),
		h("div.row", button("primary", `Be ${who} here`, () => connect(who)), others.map((one) => button("secondary", `Be ${nameOf(one)} here`, () => emit("be", one.username)))),
	] : [
		h("p", "Start it again with ", h("code", "make run"), " and open the address that it prints: each start has its own. What people did is kept."),
		h("p.muted", { role: "status" }, "Trying to reach this one again …"),
	]));
	veil.querySelector("button")?.focus();
});
document.onclick = ({ target }) => target.closest("#main") && !target.closest("#drawer") && classList.remove("drawer");
document.onvisibilitychange = () => !document.hidden && store.unread.delete(store.current) && emit("unread");
document.querySelector(".skip").onclick = () => byId("composer").focus();
window.onhashchange = follow;
follow();
