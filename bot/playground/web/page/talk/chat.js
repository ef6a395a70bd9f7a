// The messages of the channel that is open.

import { emit, on } from "../core/bus.js";
import { h, icon, refill } from "../core/dom.js";
import { announce, toast } from "../core/say.js";
import { act } from "../core/socket.js";
import { channelName, DM, isForum, isRestricted, isThread, store } from "../core/store.js";
import { showTime } from "../core/time.js";
import { drawMessage, summary } from "../draw/message.js";
import { channelIcon } from "../draw/names.js";
import { drawForum } from "./forum.js";
import { openForm } from "./form.js";

const NEAR = 120;
const stage = document.getElementById("stage");
const dismissed = new Set();
let log = h("div");
let arrow = null;

const shown = () => (store.messages.get(store.current) ?? []).filter((message) => !dismissed.has(message.id));
const place = (id) => log.querySelector(`[data-id="${CSS.escape(id)}"]`);
const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;

/** Draw the open channel anew. */
export function drawChat() {
  const channel = store.channels.get(store.current);
  if (!channel) return refill(stage, h("div", { class: "blank" }, h("p", null, "This channel is gone. Pick another one.")));
  if (isRestricted(channel) && !store.grownUp.has(store.current)) return refill(stage, gate(channel));
  if (isForum(channel)) return refill(stage, drawForum(channel));
  log = h("div", { class: "log", role: "feed", "aria-label": `Messages in ${channelName(channel)}`, tabindex: "0" });
  log.addEventListener("scroll", () => arrow && isAtEnd() && dropArrow(), { passive: true });
  log.addEventListener("keydown", walk);
  log.append(welcome(channel));
  const messages = shown();
  messages.forEach((message, index) => log.append(...rows(message, messages[index - 1])));
  refill(stage, log);
  log.scrollTop = log.scrollHeight;
}

function welcome(channel) {
  const words = channel.type === DM ? "Here you talk with the bot alone." : isThread(channel) ? "The thread begins here." : `This is the beginning of #${channel.name}.`;
  return h("div", { class: "welcome" }, h("span", { class: "welcome-sign" }, channelIcon(channel)), h("h2", null, channelName(channel)),
    h("p", null, words, " Type ", h("kbd", null, "/"), " to see what the bot can do."));
}

function gate(channel) {
  return h("div", { class: "blank" }, h("span", { class: "welcome-sign" }, icon("eye")), h("h2", null, "Age-restricted channel"),
    h("p", null, `#${channel.name} may show films for adults.`),
    h("div", { class: "row" },
      h("button", { class: "button danger", click: () => { store.grownUp.add(channel.id); drawChat(); emit("gate"); } }, "I am 18 or older: continue"),
      h("button", { class: "button secondary", click: () => emit("go", store.guild.channels.find((one) => !one.nsfw).id) }, "Go back")));
}

function rows(message, before) {
  const day = new Date(Date.parse(message.timestamp)).toDateString();
  const isNew = !before || new Date(Date.parse(before.timestamp)).toDateString() !== day;
  const line = isNew && h("div", { class: "day" }, h("span", null, showTime(Date.parse(message.timestamp), "D")));
  return [line, drawMessage(message, isNew ? null : before, (...used) => use(message, ...used))].filter(Boolean);
}

/** Move from message to message with the arrow keys. */
function walk(event) {
  if (!["ArrowUp", "ArrowDown", "Home", "End"].includes(event.key) || event.target.closest("input, .popup, .select")) return;
  const all = [...log.querySelectorAll(".message")];
  if (!all.length) return;
  const at = all.indexOf(event.target.closest(".message"));
  const next = { ArrowUp: at < 0 ? all.length - 1 : at - 1, ArrowDown: at < 0 ? all.length - 1 : at + 1, Home: 0, End: all.length - 1 }[event.key];
  if (!all[next]) return;
  event.preventDefault();
  all[next].focus();
}

function append(message) {
  const follows = isAtEnd() || message.author.id === store.me.id;
  const messages = shown();
  log.append(...rows(message, messages[messages.indexOf(message) - 1]));
  if (follows) scrollDown();
  else raiseArrow();
}

function scrollDown() {
  log.scrollTop = log.scrollHeight;
  // Pictures come a moment later, and make the end lower.
  for (const image of log.querySelectorAll(".message:last-child img")) {
    image.addEventListener("load", () => { log.scrollTop = log.scrollHeight; }, { once: true });
  }
}

function raiseArrow() {
  if (arrow) return;
  arrow = h("button", { class: "jump", click: () => { scrollDown(); dropArrow(); } }, icon("down"), "New messages");
  stage.append(arrow);
}

function dropArrow() {
  arrow?.remove();
  arrow = null;
}

/** Draw one message again, and leave the focus on the control that it was on. */
function redraw(id) {
  const old = place(id);
  if (!old) return;
  const messages = shown();
  const at = messages.findIndex((message) => message.id === id);
  if (at < 0) return old.remove();
  const stays = isAtEnd();
  const hadFocus = old.contains(document.activeElement);
  const key = hadFocus && document.activeElement.dataset.key;
  const message = messages[at];
  const before = messages[at - 1];
  const fresh = drawMessage(message, old.previousElementSibling?.classList.contains("message") ? before : null, (...used) => use(message, ...used));
  old.replaceWith(fresh);
  if (hadFocus) (key && fresh.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`) || fresh).focus({ preventScroll: true });
  if (stays) scrollDown();
}

/** Press a control, or choose in it. */
async function use(message, component, values, element) {
  const failure = place(message.id)?.querySelector(".failure");
  if (failure) failure.hidden = true;
  element.setAttribute("aria-busy", "true");
  const fields = { message_id: message.id, custom_id: component.custom_id };
  try {
    const result = values ? await act("choose", { ...fields, values }) : await act("press", fields);
    finish(result, () => fail(message.id, "This interaction failed"));
  } catch (error) {
    fail(message.id, error.message);
  } finally {
    element.removeAttribute("aria-busy");
  }
}

/** Go on with what came of an interaction: a form, or what went wrong. */
export function finish(result, failed) {
  if (!result.acknowledged) return failed(result.error?.message ?? "");
  if (result.modal) openForm(result);
  if (result.error) toast(`Discord refused something of the bot's: ${result.error.message}. The inspector tells more.`, { failed: true });
  return undefined;
}

function fail(id, text) {
  const failure = place(id)?.querySelector(".failure");
  if (!failure) return;
  failure.textContent = text;
  failure.hidden = false;
}

/** Show in the chat that a command got no answer. */
export function showSilence(name, reason) {
  const note = h("div", { class: "message hidden-from-others", role: "alert" },
    h("div", { class: "gutter" }), h("div", { class: "content" },
      h("p", { class: "failure" }, `/${name}: ${reason || "The application did not respond"}`),
      h("p", { class: "private" }, icon("eye"), "Only you can see this • ",
        h("button", { class: "textual", click: () => note.remove() }, "Dismiss message"))));
  log.append(note);
  scrollDown();
}

/** Say that something is under way if it takes longer than a blink; returns what takes it back. */
export function showSending(text) {
  let note;
  const timer = setTimeout(() => {
    note = h("div", { class: "message sending" }, h("div", { class: "gutter" }), h("div", { class: "content" }, text));
    log.append(note);
    scrollDown();
  }, 250);
  return () => {
    clearTimeout(timer);
    note?.remove();
  };
}

on(["opened", "gate"], drawChat);
on("channel", () => {
  dropArrow();
  const channel = store.channels.get(store.current);
  if (!channel || isForum(channel) || isRestricted(channel)) drawChat();
  else refill(stage, h("div", { class: "blank", "aria-busy": "true" }));
});
on("message", (message) => {
  if (message.author.id !== store.me.id && (message.channel_id === store.current || store.unread.get(message.channel_id)?.mentions)) announce(summary(message));
  if (message.channel_id === store.current && log.isConnected) append(message);
});
on("edited", (message) => {
  if (message.channel_id !== store.current) return;
  redraw(message.id);
  announce(`Edited: ${summary(message)}`);
});
on("deleted", ({ id }) => {
  const old = place(id);
  const next = old?.nextElementSibling;
  old?.remove();
  if (next?.dataset.id) redraw(next.dataset.id);
});
on("dismiss", (id) => {
  dismissed.add(id);
  place(id)?.remove();
  document.getElementById("composer")?.focus();
});
on("find", (id) => {
  const found = place(id);
  if (!found) return toast("That message is not among those shown.");
  found.scrollIntoView({ block: "center" });
  found.focus({ preventScroll: true });
  found.classList.add("found");
  return setTimeout(() => found.classList.remove("found"), 1500);
});
on("world", () => {
  const channel = store.channels.get(store.current);
  if (!channel || isForum(channel)) drawChat();
});
