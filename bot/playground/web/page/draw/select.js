// Selects: a list with a search, for one value or several.

import { byId, h, icon, ListBox, refill } from "../core/core.js";
import { emoji, entitiesOf } from "./names.js";

const STRING = 3;
const ENTITIES = { 5: "users", 6: "roles", 7: "mentionables", 8: "channels" };
const WORDS = { 3: "Make a selection", 5: "Select a user", 6: "Select a role", 7: "Select a user or role", 8: "Select a channel" };

export const isSelect = (type) => type in WORDS;

function choicesOf({ type, options, channel_types, default_values }) {
	if (type === STRING) return options.map((o) => ({ title: o.label, hint: o.description, value: o.value, mark: emoji(o.emoji), preset: o.default }));
	return entitiesOf[ENTITIES[type]](channel_types).map((entry) => ({ ...entry, preset: default_values?.some(({ id }) => id === entry.value) }));
}

/**
 * A select; `changed` is called with the values once the list is closed.
 *
 * In a message too few values are not taken; in a form (`isField`) they are told of when it is sent.
 */
export class Select {
	constructor(component, changed, { label, isField = false } = {}) {
		const words = component.placeholder || WORDS[component.type];
		label ??= words;
		Object.assign(this, { component, changed, words, isField });
		this.least = component.required === false ? 0 : component.min_values ?? 1;
		this.most = component.max_values ?? 1;
		this.values = choicesOf(component).filter((entry) => entry.preset).map((entry) => entry.value);
		this.shown = h("span.select-values");
		this.button = h("button.select", {
			"aria-haspopup": "listbox", "aria-expanded": "false", disabled: component.disabled, label: label, data: { key: component.custom_id },
			on: {
				click: () => this.list.isOpen ? this.close() : this.open(),
				keydown: (event) => ["ArrowDown", "ArrowUp"].includes(event.key) && (event.preventDefault(), this.open()),
			},
		}, this.shown, icon("down"));
		this.search = h("input.search", { placeholder: "Search", label: `Search in ${label}`, on: { input: () => this.fill(), keydown: (event) => this.key(event) } });
		this.list = new ListBox(this.search, label, (entry) => this.take(entry));
		this.done = h("button.primary.small", { click: () => this.close() });
		if (this.most > 1) this.list.list.setAttribute("aria-multiselectable", "true");
		this.list.box.prepend(h("div.select-head", this.search, this.most > 1 && this.done));
		this.element = h("div.select-box", this.button, this.list.box);
		this.element.select = this;
		this.element.addEventListener("focusout", (event) => this.list.isOpen && !this.element.contains(event.relatedTarget) && this.close(false));
		this.draw();
	}

	open(text = "") {
		this.before = this.values;
		this.search.value = text;
		this.fill();
		this.button.ariaExpanded = "true";
		const { top, bottom } = this.button.getBoundingClientRect(), below = byId("foot").offsetTop - bottom;
		this.list.box.classList.toggle("above", below < 330 && top > below);
		this.search.focus();
	}

	fill(at = 0) {
		const wanted = this.search.value.trim().toLowerCase();
		const entries = choicesOf(this.component).filter(({ title, hint }) => `${title} ${hint ?? ""}`.toLowerCase().includes(wanted));
		for (const entry of entries) {
			entry.chosen = this.values.includes(entry.value);
			entry.note = entry.chosen && icon("check");
		}
		this.list.show(entries, { head: entries.length ? "" : "Nothing fits" });
		this.list.mark(at);
	}

	take({ value }) {
		const isChosen = this.values.includes(value);
		if (this.most === 1) {
			this.values = isChosen && !this.least ? [] : [value];
			return this.close();
		}
		if (isChosen) this.values = this.values.filter((one) => one !== value);
		else if (this.values.length < this.most) this.values = [...this.values, value];
		this.draw();
		return this.fill(this.list.at);
	}

	key(event) {
		if (event.key === "Escape") {
			this.values = this.before;
			this.close();
			event.stopPropagation();
		} else if (event.key !== " " || this.search.value || this.most === 1 || !this.list.pick()) {
			this.list.key(event, { tab: false });
			return;
		}
		event.preventDefault();
	}

	close(focus = true) {
		this.list.hide();
		this.button.ariaExpanded = "false";
		if (focus) this.button.focus();
		if (this.values.length < this.least && !this.isField) this.values = this.before;
		this.draw();
		if (this.values !== this.before) this.changed(this.values);
	}

	/** Go on where an open select was, whose message is drawn again. */
	resume({ search, values, before, list: { entries, at } }) {
		this.open(search.value);
		if (values !== before) this.values = choicesOf(this.component).map((entry) => entry.value).filter((value) => values.includes(value));
		this.fill(this.list.entries.findIndex((entry) => entry.value === entries[at]?.value));
		this.draw();
	}

	draw() {
		const chosen = choicesOf(this.component).filter((entry) => this.values.includes(entry.value));
		refill(this.shown, chosen.length ? chosen.map((entry) => h(this.most > 1 ? "span.chip" : "span.one", entry.mark, entry.title)) : h("span.placeholder", this.words));
		this.done.textContent = `Done (${this.values.length} of ${this.most})`;
	}
}
