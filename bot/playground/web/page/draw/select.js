// Selects: a list with a search, for one value or several.

import { h, icon, newId, refill } from "../core/dom.js";
import { ListBox } from "../core/list.js";
import { channelName, isThread, nameOf, store } from "../core/store.js";
import { avatar, channelIcon, emoji } from "./names.js";

export const STRING = 3, USER = 5, ROLE = 6, MENTIONABLE = 7, CHANNEL = 8;
export const SELECTS = [STRING, USER, ROLE, MENTIONABLE, CHANNEL];

const WORDS = { [STRING]: "Make a selection", [USER]: "Select a user", [ROLE]: "Select a role", [MENTIONABLE]: "Select a user or role", [CHANNEL]: "Select a channel" };

/** Return what can be chosen in a select, as entries of a list. */
export function choicesOf(component) {
  const { type } = component;
  if (type === STRING) {
    return component.options.map((o) => ({ title: o.label, hint: o.description, value: o.value, mark: emoji(o.emoji), preset: o.default }));
  }
  const preset = new Set((component.default_values ?? []).map((value) => value.id));
  const users = [...store.users.values()].map((user) => ({ title: nameOf(user), hint: user.username, value: user.id, mark: avatar(user, 20) }));
  const roles = store.guild.roles.filter((role) => role.id !== store.guild.id).map((role) => ({ title: `@${role.name}`, value: role.id }));
  const kinds = component.channel_types;
  const channels = [...store.channels.values()]
    .filter((channel) => channel.guild_id && (kinds?.length ? kinds.includes(channel.type) : !isThread(channel)))
    .map((channel) => ({ title: channelName(channel), value: channel.id, mark: channelIcon(channel) }));
  const found = { [USER]: users, [ROLE]: roles, [MENTIONABLE]: [...users, ...roles], [CHANNEL]: channels }[type];
  return found.map((entry) => ({ ...entry, preset: preset.has(entry.value) }));
}

/**
 * A select.
 *
 * `changed` is called with the values once the list is closed with others than before.
 */
export class Select {
  constructor(component, changed, { label, isField = false } = {}) {
    this.component = component;
    this.changed = changed;
    this.least = component.required === false ? 0 : component.min_values ?? 1;
    this.most = component.max_values ?? 1;
    this.values = choicesOf(component).filter((entry) => entry.preset).map((entry) => entry.value);
    this.sent = this.values;
    this.isField = isField;
    const words = component.placeholder || WORDS[component.type];
    this.words = words;
    this.shown = h("span", { class: "select-values" });
    this.button = h("button", {
      class: "select", "aria-haspopup": "listbox", "aria-expanded": "false", disabled: component.disabled,
      "aria-label": label ?? words, data: { key: component.custom_id },
      on: { click: () => this.isOpen ? this.close({ send: true }) : this.open(), keydown: (event) => this.openingKey(event) },
    }, this.shown, icon("down"));
    this.search = h("input", { type: "text", class: "search", placeholder: "Search", "aria-label": `Search in ${label ?? words}`, autocomplete: "off", id: newId("search") });
    this.list = new ListBox(this.search, label ?? words, (entry) => this.take(entry));
    if (this.most > 1) this.list.list.setAttribute("aria-multiselectable", "true");
    this.done = h("button", { class: "primary small", click: () => this.close({ send: true }) }, "Done");
    this.list.box.prepend(h("div", { class: "select-head" }, this.search, this.most > 1 && this.done));
    this.search.addEventListener("input", () => this.fill());
    this.search.addEventListener("keydown", (event) => this.key(event));
    this.element = h("div", { class: "select-box" }, this.button, this.list.box);
    this.element.addEventListener("focusout", (event) => {
      if (this.isOpen && !this.element.contains(event.relatedTarget)) this.close({ send: true, focus: false });
    });
    this.draw();
  }

  get isOpen() {
    return this.list.isOpen;
  }

  open() {
    this.before = this.values;
    this.search.value = "";
    this.fill();
    this.button.setAttribute("aria-expanded", "true");
    const below = window.innerHeight - this.button.getBoundingClientRect().bottom;
    this.list.box.classList.toggle("above", below < 330 && this.button.getBoundingClientRect().top > below);
    this.search.focus();
  }

  fill() {
    const wanted = this.search.value.trim().toLowerCase();
    const entries = choicesOf(this.component)
      .filter((entry) => `${entry.title} ${entry.hint ?? ""}`.toLowerCase().includes(wanted))
      .map((entry) => ({ ...entry, chosen: this.values.includes(entry.value), note: this.values.includes(entry.value) ? icon("check") : null }));
    const at = this.list.at;
    this.list.show(entries, { head: entries.length ? "" : "Nothing fits" });
    if (at > 0 && at < entries.length) this.list.mark(at);
  }

  take({ value }) {
    if (this.most === 1) {
      this.values = this.values.includes(value) && this.least === 0 ? [] : [value];
      this.close({ send: true });
      return;
    }
    if (this.values.includes(value)) this.values = this.values.filter((one) => one !== value);
    else if (this.values.length < this.most) this.values = [...this.values, value];
    this.fill();
    this.draw();
  }

  openingKey(event) {
    if (this.isOpen || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    this.open();
  }

  key(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.values = this.before;
      this.close({ send: false });
    } else if (event.key === " " && this.most > 1 && !this.search.value && this.list.pick()) {
      event.preventDefault();
    } else {
      this.list.key(event, { tab: false });
    }
  }

  close({ send, focus = true }) {
    this.list.hide();
    this.button.setAttribute("aria-expanded", "false");
    this.draw();
    if (focus) this.button.focus();
    const same = this.values.length === this.sent.length && this.values.every((value) => this.sent.includes(value));
    const isOne = this.most === 1 && this.values !== this.before;
    if (!send || (same && !isOne)) return;
    if (this.values.length < this.least) {
      if (!this.isField) this.values = this.before;
      this.draw();
    }
    if (this.values.length < this.least && !this.isField) return;
    this.sent = this.values;
    this.changed(this.values);
  }

  draw() {
    const chosen = choicesOf(this.component).filter((entry) => this.values.includes(entry.value));
    refill(this.shown, chosen.length
      ? chosen.map((entry) => h("span", { class: this.most > 1 ? "chip" : "one" }, entry.mark, entry.title))
      : h("span", { class: "placeholder" }, this.words));
    this.done.textContent = this.most > 1 ? `Done (${this.values.length} of ${this.most})` : "Done";
  }
}
