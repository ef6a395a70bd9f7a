// The box at the foot: plain messages with files and mentions, and the way into slash commands.

import { on } from "../core/bus.js";
import { h, icon, iconButton, refill } from "../core/dom.js";
import { attempt, toast } from "../core/say.js";
import { act, upload } from "../core/socket.js";
import { channelName, DM, isForum, isRestricted, isVoice, nameOf, store } from "../core/store.js";
import { ListBox } from "../core/list.js";
import { avatar, channelIcon } from "../draw/names.js";
import { gist } from "../draw/message.js";
import { CommandBar, described, named } from "./command.js";

const SUBCOMMAND = 1, GROUP = 2, CHAT = 1;
const MOST_FILES = 10;
const foot = document.getElementById("foot");
const box = h("textarea", { id: "composer", rows: "1", maxlength: "2000", autocomplete: "off", "aria-multiline": "true" });
const list = new ListBox(box, "Commands and names", take);
const chosen = h("div", { class: "attached", hidden: true });
const answering = h("div", { class: "answering", hidden: true });
const picker = h("input", { type: "file", multiple: true, hidden: true, tabindex: "-1", "aria-hidden": "true" });
const line = h("div", { class: "line" }, iconButton("plus", "Attach files", () => picker.click()), picker, box,
  iconButton("send", "Send", () => send()));
const typing = h("div", { class: "typing", "aria-live": "polite" });
const whole = h("div", { class: "composer" }, list.box, answering, chosen, line);
let bar = null;
let files = [];
let replied = null;

/** Return every command that can be typed here, with its subcommands as entries of their own. */
function commandsHere() {
  return store.commands.filter((command) => command.type === CHAT).flatMap((command) => leaves(command, command.name));
}

function leaves(node, path) {
  const below = (node.options ?? []).filter((option) => option.type === SUBCOMMAND || option.type === GROUP);
  if (below.length) return below.flatMap((one) => leaves(one, `${path} ${one.name}`));
  return [{ path, shown: path.split(" ").length > 1 ? path : named(node), about: described(node), options: node.options ?? [] }];
}

function drawFoot() {
  const channel = store.channels.get(store.current);
  const isClosed = !channel || isForum(channel) || (isRestricted(channel) && !store.grownUp.has(channel.id));
  whole.hidden = isClosed;
  const where = !channel ? "" : channel.type === DM ? `@${channelName(channel)}` : isVoice(channel) ? channel.name : `#${channelName(channel)}`;
  box.placeholder = `Message ${where}`;
  box.setAttribute("aria-label", `Message ${where}; type a slash for commands`);
}

function grow() {
  box.style.setProperty("height", "auto");
  box.style.setProperty("height", `${Math.min(box.scrollHeight, 220)}px`);
}

/** Offer commands or names for what is before the cursor. */
function look() {
  grow();
  const before = box.value.slice(0, box.selectionStart);
  if (before.startsWith("/") && !before.includes("\n")) return lookCommand(before.slice(1));
  const word = /(?:^|\s)([@#])([\w-]*)$/.exec(before);
  if (!word) return list.hide();
  const wanted = word[2].toLowerCase();
  const users = [...store.users.values()].map((user) => ({ title: nameOf(user), value: `@${user.username}`, mark: avatar(user, 20), note: user.bot ? "app" : "" }));
  const channels = [...store.channels.values()].filter((channel) => channel.guild_id).map((channel) => ({ title: channel.name, value: `#${channel.name}`, mark: channelIcon(channel) }));
  const entries = (word[1] === "@" ? users : channels).filter((entry) => entry.title.toLowerCase().startsWith(wanted));
  return entries.length ? list.show(entries.map((entry) => ({ ...entry, length: word[2].length + 1 }))) : list.hide();
}

function lookCommand(text) {
  const all = commandsHere();
  const typed = text.toLowerCase();
  const exact = all.find((command) => typed.startsWith(`${command.path} `));
  if (exact) return begin(exact, text.slice(exact.path.length + 1));
  const wanted = typed.trimEnd();
  const first = all.filter((command) => command.path.startsWith(wanted));
  const then = all.filter((command) => !first.includes(command) && (command.path.includes(wanted) || command.about.toLowerCase().includes(wanted)));
  const entries = [...first, ...then].map((command) => ({
    title: h("span", null, `/${command.shown}`, command.options.map((option) => h("span", { class: option.required ? "param" : "param maybe" }, named(option)))),
    hint: command.about, value: command, mark: avatar(store.users.get(store.application), 32), group: first.includes(command) ? "" : "Also", note: "",
  }));
  const head = entries.length ? h("span", null, `${nameOf(store.users.get(store.application))} • ${first.length} commands`) : `There is no command like /${text}`;
  return list.show(entries, { head });
}

function take(entry) {
  if (entry.value.path) return begin(entry.value, "");
  const at = box.selectionStart - entry.length;
  box.setRangeText(`${entry.value} `, at, box.selectionStart, "end");
  list.hide();
  return look();
}

function begin(command, text) {
  list.hide();
  box.value = "";
  grow();
  bar = new CommandBar(command.path, command.options, leave);
  line.hidden = true;
  whole.append(bar.element);
  bar.begin(text);
}

function leave(text) {
  if (!bar) return;
  bar.element.remove();
  bar = null;
  line.hidden = false;
  box.value = text;
  box.focus();
}

async function send() {
  const content = box.value.replace(/(^|\s)#([\w-]+)/g, (all, gap, name) => {
    const channel = [...store.channels.values()].find((one) => one.guild_id && one.name === name);
    return channel ? `${gap}<#${channel.id}>` : all;
  });
  if (content.startsWith("/") && content.length > 1) toast("There is no such command here, so this went as a message.");
  if (!content.trim() && !files.length) return;
  const carried = files, answered = replied;
  await attempt(async () => {
    const handles = await Promise.all(carried.map(upload));
    await act("say", { channel_id: store.current, content, files: handles, ...(answered && { message_id: answered.id }) });
    box.value = "";
    files = [];
    replied = null;
    drawFiles();
    drawAnswering();
    grow();
  });
}

function attach(more) {
  for (const file of more) {
    if (file.size > store.fileBytes) toast(`${file.name} is larger than ${store.fileBytes / 1048576} MB`, { failed: true });
    else if (files.length >= MOST_FILES) toast(`At most ${MOST_FILES} files go with a message`, { failed: true });
    else files.push(file);
  }
  drawFiles();
}

function drawFiles() {
  chosen.hidden = !files.length;
  refill(chosen, files.map((file) => h("span", { class: "chip" }, icon("file"), file.name,
    iconButton("close", `Take ${file.name} away`, () => { files = files.filter((one) => one !== file); drawFiles(); box.focus(); }))));
}

function drawAnswering() {
  answering.hidden = !replied;
  if (replied) refill(answering, h("span", null, "Replying to ", h("strong", null, nameOf(replied.author)), ` ${gist(replied, 60)}`), iconButton("close", "Do not reply", () => { replied = null; drawAnswering(); box.focus(); }));
}

box.addEventListener("input", look);
box.addEventListener("blur", () => list.hide());
box.addEventListener("keydown", (event) => {
  if (list.key(event)) return;
  if (event.key === "Escape") {
    if (list.isOpen) list.hide();
    else if (replied) { replied = null; drawAnswering(); }
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  } else if (event.key === "ArrowUp" && !box.value) {
    event.preventDefault();
    [...document.querySelectorAll(".log .message")].at(-1)?.focus();
  }
});
box.addEventListener("paste", (event) => {
  if (!event.clipboardData.files.length) return;
  event.preventDefault();
  attach(event.clipboardData.files);
});
picker.addEventListener("change", () => { attach(picker.files); picker.value = ""; });

const main = document.getElementById("main");
main.addEventListener("dragover", (event) => {
  if (![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  main.classList.add("dropping");
});
main.addEventListener("dragleave", (event) => event.relatedTarget && main.contains(event.relatedTarget) || main.classList.remove("dropping"));
main.addEventListener("drop", async (event) => {
  event.preventDefault();
  main.classList.remove("dropping");
  if (bar && event.dataTransfer.files.length && await bar.drop(event.dataTransfer.files[0])) return;
  attach(event.dataTransfer.files);
});

on(["opened", "channel", "gate", "world"], drawFoot);
on("channel", () => {
  leave("");
  replied = null;
  list.hide();
  drawAnswering();
});
on("opened", () => window.matchMedia("(hover: hover)").matches && !document.querySelector("dialog[open]") && box.focus({ preventScroll: true }));
on("reply", (message) => { replied = message; drawAnswering(); box.focus(); });
on("type", (text) => { leave(""); box.value = text; box.focus(); look(); });
let stopTyping;
on("TYPING_START", ({ channel_id, user_id }) => {
  if (channel_id !== store.current) return;
  typing.textContent = `${nameOf(store.users.get(user_id))} is typing …`;
  clearTimeout(stopTyping);
  stopTyping = setTimeout(() => { typing.textContent = ""; }, 9000);
});
on("message", (message) => { if (message.channel_id === store.current) typing.textContent = ""; });

foot.append(whole, typing);
