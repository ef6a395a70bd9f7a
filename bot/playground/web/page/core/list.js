// A list to choose from with the arrow keys, beside a field that keeps the focus.

import { h, newId, refill } from "./dom.js";

/**
 * A list box that belongs to a text field; `choose` is called with the entry that is chosen.
 *
 * Entries are `{ title, hint?, note?, mark?, group?, chosen?, … }`.
 */
export class ListBox {
	constructor(field, label, choose) {
		Object.assign(this, { choose, entries: [], items: [], at: -1 });
		this.list = h("div.list", { role: "listbox", id: newId("list"), label });
		this.head = h("div.list-head");
		// A press must not take the focus out of the field.
		this.box = h("div.popup", { hidden: true, on: { mousedown: (press) => press.target.matches("input") || press.preventDefault() } }, this.head, this.list);
		this.attach(field);
	}

	attach(field) {
		this.field = field;
		for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": this.list.id, "aria-expanded": this.isOpen })) field.setAttribute(key, value);
	}

	get isOpen() {
		return !this.box.hidden;
	}

	/** Show entries, or nothing when there is none and no `head`; the first is marked unless told otherwise. */
	show(entries, { head = "", mark = true } = {}) {
		if (!entries.length && !head) return this.hide();
		this.entries = entries;
		this.head.hidden = !head;
		refill(this.head, head);
		this.items = entries.map(({ title, hint, note, mark: sign, chosen = false }, at) => h("div.entry", {
			role: "option", id: newId("entry"), "aria-selected": String(chosen), on: { click: () => this.pick(at), mousemove: () => this.mark(at, false) },
		}, sign && h("span.entry-mark", sign), h("span.entry-text", title, hint && h("span.entry-hint", hint)), note));
		refill(this.list, this.items.map((item, at) => [entries[at].group && entries[at].group !== entries[at - 1]?.group && h("div.list-group", entries[at].group), item]));
		this.box.hidden = false;
		this.field.ariaExpanded = "true";
		this.list.scrollTop = 0;
		return this.mark(mark ? 0 : -1);
	}

	hide() {
		this.box.hidden = true;
		this.entries = this.items = [];
		this.field.ariaExpanded = "false";
		this.mark(-1);
	}

	mark(at, scroll = true) {
		this.items[this.at]?.classList.remove("marked");
		this.at = at;
		const item = this.items[at];
		if (!item) return this.field.removeAttribute("aria-activedescendant");
		item.classList.add("marked");
		this.field.setAttribute("aria-activedescendant", item.id);
		return scroll && item.scrollIntoView({ block: "nearest" });
	}

	/** Choose an entry, the marked one by default; returns whether there is one. */
	pick(at = this.at) {
		const entry = this.entries[at];
		if (entry) this.choose(entry);
		return Boolean(entry);
	}

	/** Take a key that is meant for the list; returns whether it was. */
	key(event, { tab = true } = {}) {
		const last = this.entries.length - 1;
		if (!this.isOpen || last < 0 || event.isComposing) return false;
		const to = { ArrowDown: this.at === last ? 0 : this.at + 1, ArrowUp: this.at <= 0 ? last : this.at - 1 }[event.key];
		if (to !== undefined) this.mark(to);
		else if (!(event.key === "Enter" || (tab && event.key === "Tab" && !event.shiftKey)) || !this.pick()) return false;
		event.preventDefault();
		return true;
	}
}
