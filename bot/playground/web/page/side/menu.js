// Context menus on messages and on people.

import { emit, on } from "../core/bus.js";
import { h } from "../core/dom.js";
import { attempt, toast } from "../core/say.js";
import { act } from "../core/socket.js";
import { EPHEMERAL, findMessage, nameOf, store } from "../core/store.js";
import { dialog } from "../talk/dialog.js";
import { finish } from "../talk/chat.js";
import { openThread } from "../talk/post.js";
import { openPerson } from "./person.js";

const USER = 2, MESSAGE = 3;
let menu = null;

function open(press, label, entries) {
  close();
  const before = press.target.closest("button, [tabindex]") ?? document.activeElement;
  menu = h("div", { class: "menu", role: "menu", "aria-label": label, tabindex: "-1" });
  for (const entry of entries.filter(Boolean)) {
    if (typeof entry === "string") menu.append(h("div", { class: "menu-group", role: "presentation" }, entry));
    else menu.append(h("button", { role: "menuitem", tabindex: "-1", class: entry.bad ? "bad" : null, click: () => { close(); before?.focus({ preventScroll: true }); entry.act(); } }, entry.title));
  }
  document.body.append(menu);
  const spot = press.clientX ? { x: press.clientX, y: press.clientY } : (({ left, bottom }) => ({ x: left, y: bottom }))(press.target.getBoundingClientRect());
  menu.style.setProperty("left", `${Math.max(4, Math.min(spot.x, innerWidth - menu.offsetWidth - 8))}px`);
  menu.style.setProperty("top", `${Math.max(4, Math.min(spot.y, innerHeight - menu.offsetHeight - 8))}px`);
  const items = [...menu.querySelectorAll("button")];
  items[0]?.focus();
  menu.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement);
    const next = { ArrowDown: (at + 1) % items.length, ArrowUp: (at - 1 + items.length) % items.length, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") { close(); before?.focus(); }
    else if (next !== undefined) items[next].focus();
    else return;
    event.preventDefault();
  });
  menu.addEventListener("focusout", (event) => menu?.contains(event.relatedTarget) || close());
}

function close() {
  const old = menu;
  menu = null;
  old?.remove();
}

function apps(kind, fields) {
  const here = store.commands.filter((command) => command.type === kind);
  return here.length ? ["Apps", ...here.map((command) => ({ title: command.name, act: () => useMenu(command.name, fields) }))] : [];
}

async function useMenu(name, fields) {
  await attempt(async () => finish(await act("menu", { channel_id: store.current, name, ...fields }), (reason) => { throw new Error(`${name}: ${reason}`); }));
}

on("menu:message", ({ message, press }) => {
  const mine = message.flags & EPHEMERAL;
  const channel = store.channels.get(message.channel_id);
  open(press, "Message", [
    !mine && { title: "Reply", act: () => emit("reply", message) },
    !mine && channel.guild_id && !channel.thread_metadata && !store.channels.has(message.id) && { title: "Create thread", act: () => openThread(message.channel_id, message) },
    { title: "Copy text", act: () => copy([message.content, ...message.embeds.flatMap((one) => [one.title, one.description])].filter(Boolean).join("\n")) },
    { title: "Look at its JSON", act: () => dialog("Message", h("pre", { class: "json", tabindex: "0" }, JSON.stringify(findMessage(message.id) ?? message, null, 2)), { wide: true }) },
    ...apps(MESSAGE, { message_id: message.id }),
    mine ? { title: "Dismiss", act: () => emit("dismiss", message.id) } : { title: "Delete, as a moderator", bad: true, act: () => attempt(() => act("hard.delete_message", { message_id: message.id })) },
  ]);
});

on("menu:user", ({ user, press }) => open(press, nameOf(user), [
  nameOf(user),
  { title: "Mention", act: () => emit("type", `@${user.username} `) },
  user.bot ? { title: "Message", act: () => emit("go", store.dm.id) } : { title: user.id === store.me.id ? "Language and roles" : "Be this person", act: () => user.id === store.me.id ? openPerson() : emit("be", user.username) },
  { title: "Copy id", act: () => copy(user.id) },
  ...apps(USER, { user_id: user.id }),
]));

async function copy(text) {
  await navigator.clipboard.writeText(text);
  toast("Copied");
}

document.addEventListener("contextmenu", (event) => {
  const element = event.target.closest?.(".message[data-id]");
  if (!element || event.target.closest("a, input, textarea") || !getSelection().isCollapsed) return;
  const message = findMessage(element.dataset.id);
  if (!message) return;
  event.preventDefault();
  emit("menu:message", { message, press: event });
});
document.addEventListener("mousedown", (event) => menu && !menu.contains(event.target) && close());
