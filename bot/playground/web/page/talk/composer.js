// The box at the foot: plain messages with files and mentions, and the way into slash commands.

import { act, attempt, byId, channelName, DM, fitting, h, here, icon, iconButton, isForum, isGated, ListBox, nameOf, on, refill, store, theBot, toast, upload } from "../core/core.js";
import { gist } from "../draw/message.js";
import { avatar, entitiesOf } from "../draw/names.js";
import { CommandBar, described, named } from "./command.js";

const SUBCOMMAND = 1, GROUP = 2, CHAT = 1;
const MAX_FILES = 10, TYPING_MS = 9000;
const box = h("textarea", { id: "composer", rows: "1", maxlength: "2000" });
const list = new ListBox(box, "Commands and names", take);
const chosen = h("div.attached", { hidden: true });
const answering = h("div.answering", { hidden: true });
const picker = h("input", { type: "file", multiple: true, hidden: true });
const line = h("div.line", iconButton("plus", "Attach files", () => picker.click()), picker, box, iconButton("send", "Send", send));
const typing = h("div.typing", { "aria-live": "polite" });
const whole = h("div.composer", list.box, answering, chosen, line);
const main = byId("main");
let bar = null, files = [], replied = null, stopTyping;

/** Return every command that can be typed here; each subcommand is one of its own. */
const commandsHere = () => store.commands.filter((command) => command.type === CHAT).flatMap((command) => leaves(command, command.name, named(command)));

function leaves({ options = [], ...node }, path, shown) {
	const below = options.filter((option) => option.type === SUBCOMMAND || option.type === GROUP);
	if (!below.length) return [{ path, shown, about: described(node), options }];
	return below.flatMap((one) => leaves(one, `${path} ${one.name}`, `${shown} ${named(one)}`));
}

function drawFoot() {
	const channel = here();
	whole.hidden = !channel || isForum(channel) || isGated(channel);
	if (!channel) return;
	box.placeholder = `Message ${channel.type === DM ? "@" : "#"}${channelName(channel)}`;
	box.ariaLabel = `${box.placeholder}; type a slash for commands`;
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
	const [, sign, word] = /(?:^|\s)([@#])([\w-]*)$/.exec(before) ?? [];
	if (!sign) return list.hide();
	const entries = entitiesOf[sign === "@" ? "users" : "channels"]().filter((entry) => entry.title.toLowerCase().startsWith(word.toLowerCase()));
	return list.show(entries.map((entry) => ({ ...entry, text: sign + (entry.user?.username ?? entry.title), length: word.length + 1 })));
}

function lookCommand(text) {
	const all = commandsHere();
	const typed = text.toLowerCase();
	for (const command of all) for (const name of [command.path, command.shown]) if (typed.startsWith(`${name} `)) return begin(command, text.slice(name.length + 1));
	const wanted = typed.trimEnd();
	const first = all.filter(({ path, shown }) => path.startsWith(wanted) || shown.startsWith(wanted));
	const then = all.filter((command) => !first.includes(command) && `${command.path} ${command.about}`.toLowerCase().includes(wanted));
	const entries = [...first, ...then].map((command) => ({
		title: [`/${command.shown}`, command.options.map((option) => h(option.required ? "span.param" : "span.param.maybe", named(option)))],
		hint: command.about, command, mark: avatar(theBot(), 32), group: first.includes(command) ? "" : "Also",
	}));
	return list.show(entries, { head: entries.length ? `${nameOf(theBot())} • ${first.length} commands` : `There is no command like /${text}` });
}

function take({ command, text, length }) {
	if (command) return begin(command, "");
	box.setRangeText(`${text} `, box.selectionStart - length, box.selectionStart, "end");
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
	const content = box.value.replace(/(?<!\S)#([\w-]+)/g, (all, name) => {
		const channel = entitiesOf.channels().find((entry) => entry.title === name);
		return channel ? `<#${channel.value}>` : all;
	});
	if (!content.trim() && !files.length) return;
	if (content.startsWith("/")) toast("No such command here: it went as a message.");
	const text = box.value, going = files, answered = replied;
	put("", [], null);
	const said = await attempt(async () => act("say", { channel_id: store.current, content, files: await Promise.all(going.map(upload)), ...(answered && { message_id: answered.id }) }));
	if (!said) put(text + box.value, going, answered);
}

function put(text, attached, answered) {
	box.value = text;
	files = attached;
	reply(answered);
	drawFiles();
	look();
}

function attach(more) {
	for (const file of more) attempt(() => files.push(fitting(file)));
	if (files.splice(MAX_FILES).length) toast(`At most ${MAX_FILES} files go with a message`, "toast.failed");
	drawFiles();
}

const dropper = (label, work) => iconButton("close", label, () => { work(); box.focus(); });

function drawFiles() {
	chosen.hidden = !files.length;
	refill(chosen, files.map((file) => h("span.chip", icon("file"), file.name,
		dropper(`Take ${file.name} away`, () => { files = files.filter((one) => one !== file); drawFiles(); }))));
}

function reply(message) {
	replied = message;
	answering.hidden = !replied;
	if (replied) refill(answering, h("span", "Replying to ", h("strong", nameOf(replied.author)), ` ${gist(replied, 60)}`), dropper("Do not reply", reply));
}

box.oninput = look;
box.onblur = () => list.hide();
box.onkeydown = (event) => {
	if (list.key(event)) return;
	if (event.key === "Escape") list.isOpen ? list.hide() : reply(null);
	else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send();
	else if (event.key === "ArrowUp" && !box.value) document.querySelector(".message:last-child")?.focus();
	else return;
	event.preventDefault();
};
box.onpaste = ({ clipboardData }) => attach(clipboardData.files);
picker.onchange = () => { attach(picker.files); picker.value = ""; };
main.ondragover = (event) => {
	event.preventDefault();
	main.classList.toggle("dropping", event.dataTransfer.types.includes("Files"));
};
main.ondragleave = ({ relatedTarget }) => relatedTarget && main.contains(relatedTarget) || main.classList.remove("dropping");
main.ondrop = (event) => {
	event.preventDefault();
	main.classList.remove("dropping");
	const { files: dropped } = event.dataTransfer;
	if (!dropped.length || !bar?.drop(dropped[0])) attach(dropped);
};

on(["opened", "channel", "gate", "world"], drawFoot);
on("channel", () => {
	leave("");
	reply(null);
	list.hide();
});
on("opened", () => matchMedia("(hover: hover)").matches && !document.querySelector("dialog") && box.focus({ preventScroll: true }));
on("reply", (message) => { reply(message); box.focus(); });
on("type", (text) => { leave(""); box.value = text; box.focus(); look(); });
on("TYPING_START", ({ channel_id, user_id }) => {
	if (channel_id !== store.current) return;
	typing.textContent = `${nameOf(store.users.get(user_id))} is typing …`;
	clearTimeout(stopTyping);
	stopTyping = setTimeout(() => { typing.textContent = ""; }, TYPING_MS);
});
on("MESSAGE_CREATED", ({ channel_id }) => { if (channel_id === store.current) typing.textContent = ""; });

byId("foot").append(whole, typing);
