// A slash command being filled in: a chip for each option, and choices as one types.

import { h, iconButton } from "../core/dom.js";
import { announce } from "../core/say.js";
import { act, upload } from "../core/socket.js";
import { channelName, isThread, nameOf, store } from "../core/store.js";
import { ListBox } from "../core/list.js";
import { avatar, channelIcon } from "../draw/names.js";
import { finish, showSending, showSilence } from "./chat.js";

const INTEGER = 4, BOOLEAN = 5, USER = 6, CHANNEL = 7, ROLE = 8, MENTIONABLE = 9, NUMBER = 10, ATTACHMENT = 11;
const TYPING_MS = 40;
const HINTS = { [INTEGER]: "a whole number", [NUMBER]: "a number", [BOOLEAN]: "true or false", [USER]: "a user", [CHANNEL]: "a channel", [ROLE]: "a role", [MENTIONABLE]: "a user or role", [ATTACHMENT]: "a file: choose it, or drop it here" };

/** Return what an option or command is called in the viewer's language. */
export const named = (thing) => thing.name_localizations?.[store.me.locale] ?? thing.name;
export const described = (thing) => thing.description_localizations?.[store.me.locale] ?? thing.description ?? "";

/** One command being filled in; `ended` is called when it is sent or given up. */
export class CommandBar {
  constructor(path, options, ended) {
    this.path = path;
    this.options = options ?? [];
    this.ended = ended;
    this.fields = [];
    this.asked = 0;
    this.more = h("input", { class: "more-options", type: "text", autocomplete: "off", size: "1", "aria-label": "Add an option" });
    this.list = new ListBox(this.more, "Choices", (entry) => this.take(entry));
    this.chips = h("div", { class: "chips" }, h("span", { class: "command-name" }, `/${path}`), this.more);
    this.about = h("div", { class: "about" });
    this.element = h("div", { class: "command", role: "group", "aria-label": `Command /${path}` }, this.list.box, this.about, h("div", { class: "command-line" }, this.chips,
      iconButton("close", "Give the command up", () => this.ended("")), iconButton("send", "Send the command", () => this.send())));
    this.more.addEventListener("focus", () => this.offer());
    this.more.addEventListener("input", () => this.offer());
    this.more.addEventListener("keydown", (event) => this.moreKey(event));
    this.element.addEventListener("focusout", (event) => this.element.contains(event.relatedTarget) || this.list.hide());
    for (const option of this.options) if (option.required) this.add(option);
  }

  /** Go to the first thing that is to be filled in; `text` is put there. */
  begin(text = "") {
    if (!this.fields.length && text && this.options.length) this.add(this.options[0]);
    const first = this.fields[0];
    if (!first) return this.more.focus();
    if (first.input.type !== "file") first.input.value = text;
    first.input.focus();
    return this.grow(first);
  }

  get left() {
    return this.options.filter((option) => !this.fields.some((field) => field.option === option));
  }

  add(option) {
    const isFile = option.type === ATTACHMENT;
    const input = h("input", {
      type: isFile ? "file" : "text", autocomplete: "off", spellcheck: "false", inputmode: [INTEGER, NUMBER].includes(option.type) ? "decimal" : null,
      maxlength: option.max_length, "aria-label": `${named(option)}: ${described(option)}`,
    });
    const field = { option, input, value: undefined };
    field.chip = h("label", { class: isFile ? "option file-option" : "option", title: described(option) }, h("span", { class: "option-name" }, named(option)), input);
    input.addEventListener("focus", () => this.look(field));
    input.addEventListener("input", () => { field.value = undefined; field.chip.classList.remove("wrong"); this.grow(field); this.look(field); });
    input.addEventListener("keydown", (event) => this.key(event, field));
    this.fields.push(field);
    this.more.before(field.chip);
    this.grow(field);
    return field;
  }

  grow(field) {
    if (field.input.type !== "file") field.input.size = Math.min(Math.max(field.input.value.length, 3), 40);
  }

  /** Offer the options that are not there yet. */
  offer() {
    this.list.attach(this.more);
    this.current = null;
    const wanted = this.more.value.trim().toLowerCase();
    const left = this.left.filter((option) => named(option).toLowerCase().startsWith(wanted));
    this.about.textContent = this.left.length ? "Optional: choose with ↑ ↓ and Tab, or press Enter to send" : "Press Enter to send";
    if (!left.length) return this.list.hide();
    return this.list.show(left.map((option) => ({ title: named(option), hint: described(option), value: option, note: option.required ? "required" : "" })), { mark: Boolean(wanted) });
  }

  /** Offer what can be entered in a field. */
  async look(field) {
    const { option, input } = field;
    this.current = field;
    this.list.attach(input);
    this.about.replaceChildren(h("strong", null, named(option)), ` ${described(option)}`);
    if (option.autocomplete) return this.complete(field);
    const entries = entriesOf(option).filter((entry) => entry.title.toLowerCase().includes(input.value.toLowerCase()) || entry.value === field.value);
    if (entries.length && input.type !== "file") return this.list.show(entries);
    const bounds = [option.min_value !== undefined && `from ${option.min_value}`, option.max_value !== undefined && `to ${option.max_value}`].filter(Boolean).join(" ");
    if (HINTS[option.type]) this.about.append(` (${[HINTS[option.type], bounds].filter(Boolean).join(" ")})`);
    return this.list.hide();
  }

  async complete(field) {
    const asked = ++this.asked;
    await new Promise((go) => setTimeout(go, TYPING_MS));
    if (asked !== this.asked) return;
    let result;
    try {
      result = await act("autocomplete", { channel_id: store.current, name: this.path, options: await this.read(field), focused: field.option.name });
    } catch (error) {
      result = { acknowledged: false, error };
    }
    if (asked !== this.asked || this.current !== field || document.activeElement !== field.input) return;
    if (!result.acknowledged) return this.list.show([], { head: h("span", { class: "failure" }, `Loading options failed. ${result.error?.message ?? ""}`) });
    const entries = result.choices.map((choice) => ({ title: choice.name_localizations?.[store.me.locale] ?? choice.name, value: choice.value }));
    const took = h("span", { class: "took", title: "From asking the bot to its answer" }, `${result.milliseconds.toFixed(1)} ms`);
    this.list.show(entries, { head: [h("span", null, entries.length ? "Choices" : "Nothing like that: it can be sent all the same"), took], mark: false });
    announce(`${entries.length} choices`);
  }

  take(entry) {
    if (!this.current) {
      this.more.value = "";
      const field = this.add(entry.value);
      this.list.hide();
      return field.input.focus();
    }
    const field = this.current;
    field.value = entry.value;
    field.input.value = entry.title;
    field.chip.classList.remove("wrong");
    this.grow(field);
    this.asked++;
    this.list.hide();
    return this.next(field);
  }

  next(field) {
    const after = this.fields[this.fields.indexOf(field) + 1];
    (after?.input ?? this.more).focus();
  }

  moreKey(event) {
    if (event.key === "Enter" && this.list.at < 0) {
      event.preventDefault();
      return this.send();
    }
    if (event.key === "Backspace" && !this.more.value) {
      event.preventDefault();
      const last = this.fields.at(-1);
      return last ? last.input.focus() : this.ended("");
    }
    if (event.key === "ArrowLeft" && !this.more.value) return this.fields.at(-1)?.input.focus();
    if (event.key === "Escape") return this.escape(event);
    return this.list.key(event);
  }

  key(event, field) {
    const { input } = field;
    if (this.list.key(event)) return;
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape") {
      this.escape(event);
    } else if (event.key === "Backspace" && !(input.type === "file" ? input.files.length : input.value)) {
      event.preventDefault();
      this.remove(field);
    } else if (event.key === "Backspace" && input.type === "file") {
      input.value = "";
    } else if (event.key === "ArrowLeft" && input.selectionStart === 0 && input.selectionEnd === 0) {
      this.fields[this.fields.indexOf(field) - 1]?.input.focus();
    } else if (event.key === "ArrowRight" && input.selectionStart === input.value.length) {
      this.next(field);
    }
  }

  escape(event) {
    event.preventDefault();
    if (this.list.isOpen) this.list.hide();
    else this.ended("");
  }

  remove(field) {
    const at = this.fields.indexOf(field);
    if (!at && field.option.required) return this.ended("");
    this.fields.splice(at, 1);
    field.chip.remove();
    return (this.fields[at - 1]?.input ?? this.more).focus();
  }

  /** Put a file into the first free option that takes one; returns whether there is one. */
  async drop(file) {
    const free = () => this.fields.find((field) => field.option.type === ATTACHMENT && !field.input.files.length);
    const option = this.left.find((one) => one.type === ATTACHMENT);
    const field = free() ?? (option && this.add(option));
    if (!field) return false;
    const carried = new DataTransfer();
    carried.items.add(file);
    field.input.files = carried.files;
    field.input.focus();
    return true;
  }

  /** Return the values by option; while a field is being typed in, only what can be told so far. */
  async read(typing = null) {
    const values = {};
    for (const field of this.fields) {
      const { option, input } = field;
      if (option.type === ATTACHMENT) {
        if (typing || !input.files.length) continue;
        field.handle ??= await upload(input.files[0]);
        values[option.name] = field.handle;
        continue;
      }
      if (field !== typing && !input.value.trim()) continue;
      const exact = field.value ?? entriesOf(option).find((entry) => entry.title.toLowerCase() === input.value.trim().toLowerCase())?.value;
      if (exact === undefined && [USER, CHANNEL, ROLE, MENTIONABLE].includes(option.type)) {
        if (typing) continue;
        throw Object.assign(new Error(`${named(option)}: choose from the list`), { field });
      }
      values[option.name] = exact ?? input.value;
    }
    return values;
  }

  async send() {
    const missing = this.options.find((option) => option.required && !this.fields.some((field) => field.option === option
      && (field.input.type === "file" ? field.input.files.length : field.input.value.trim())));
    if (missing) {
      const field = this.fields.find((one) => one.option === missing) ?? this.add(missing);
      return this.complain(field, `${named(missing)} is required`);
    }
    let options;
    try {
      options = await this.read();
    } catch (error) {
      return error.field ? this.complain(error.field, error.message) : this.complain(this.fields[0], error.message);
    }
    const sent = showSending(`Sending /${this.path} …`);
    this.ended("");
    try {
      const result = await act("slash", { channel_id: store.current, name: this.path, options });
      finish(result, (reason) => showSilence(this.path, reason));
    } catch (error) {
      showSilence(this.path, error.message);
    } finally {
      sent();
    }
    return undefined;
  }

  complain(field, text) {
    this.list.hide();
    field?.chip.classList.add("wrong");
    field?.input.focus();
    this.about.replaceChildren(h("span", { class: "failure", role: "alert" }, text));
  }
}

function entriesOf(option) {
  if (option.choices?.length) return option.choices.map((choice) => ({ title: choice.name_localizations?.[store.me.locale] ?? choice.name, value: choice.value }));
  const users = () => [...store.users.values()].map((user) => ({ title: nameOf(user), value: user.id, mark: avatar(user, 20) }));
  const roles = () => store.guild.roles.map((role) => ({ title: role.name, value: role.id, mark: "@" }));
  switch (option.type) {
    case BOOLEAN: return [{ title: "True", value: true }, { title: "False", value: false }];
    case USER: return users();
    case ROLE: return roles();
    case MENTIONABLE: return [...users(), ...roles()];
    case CHANNEL: return [...store.channels.values()].filter((channel) => channel.guild_id && !isThread(channel) && (!option.channel_types?.length || option.channel_types.includes(channel.type)))
      .map((channel) => ({ title: channelName(channel), value: channel.id, mark: channelIcon(channel) }));
    default: return [];
  }
}

