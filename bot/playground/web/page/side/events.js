// The server's scheduled events.

import { h, icon } from "../core/dom.js";
import { attempt } from "../core/say.js";
import { act } from "../core/socket.js";
import { channelName, nameOf, store } from "../core/store.js";
import { showTime } from "../core/time.js";
import { markdown } from "../draw/markdown.js";
import { dialog } from "../talk/dialog.js";

const STATES = { 1: "scheduled", 2: "on now", 3: "over", 4: "cancelled" };

/** Show the events. */
export function openEvents() {
  const events = store.guild.guild_scheduled_events;
  dialog("Events", events.length ? events.map(card) : h("p", { class: "muted" }, "There are no events. The bot makes one for a movie night: ", h("code", null, "/night plan"), "."));
}

function card(event) {
  const channel = store.channels.get(event.channel_id);
  const end = event.scheduled_end_time ? ` – ${showTime(Date.parse(event.scheduled_end_time), "t")}` : "";
  const box = h("article", { class: "event" },
    h("p", { class: "event-when" }, icon("calendar"), `${showTime(Date.parse(event.scheduled_start_time), "F")}${end}`, h("span", { class: "tag calm" }, STATES[event.status])),
    h("h3", null, event.name),
    event.description && markdown(event.description),
    h("p", { class: "muted" }, channel ? channelName(channel) : event.entity_metadata?.location, ` • made by ${nameOf(store.users.get(event.creator_id))}`),
    h("button", { class: "button quiet small", click: async () => { await attempt(() => act("hard.delete_event", { event_id: event.id })); box.remove(); } }, "Delete the event"));
  return box;
}
