// The server's scheduled events.

import { act, attempt, button, channelName, h, icon, nameOf, showTime, store } from "../core/core.js";
import { markdown } from "../draw/markdown.js";
import { dialog } from "../talk/dialog.js";

const STATES = { 1: "scheduled", 2: "on now", 3: "over", 4: "cancelled" };

export function openEvents() {
	const events = store.guild.guild_scheduled_events;
	dialog("Events", events.length ? events.map(card) : h("p.muted", "There are no events. /night plan makes one."));
}

function card(event) {
	const channel = store.channels.get(event.channel_id);
	const end = event.scheduled_end_time ? ` – ${showTime(Date.parse(event.scheduled_end_time), "t")}` : "";
	const box = h("article.event",
		h("p.event-when", icon("calendar"), `${showTime(Date.parse(event.scheduled_start_time), "F")}${end}`, h("span.tag.calm", STATES[event.status])),
		h("h3", event.name),
		event.description && markdown(event.description),
		h("p.muted", channel ? channelName(channel) : event.entity_metadata?.location, ` • made by ${nameOf(store.users.get(event.creator_id))}`),
		button("quiet.small", "Delete the event", async () => { await attempt(() => act("hard.delete_event", { event_id: event.id })); box.remove(); }));
	return box;
}
