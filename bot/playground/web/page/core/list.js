// A list to choose from with the arrow keys, beside a field that keeps the focus.

import { fill, h, newId } from "./dom.js";

/**
 * A list box that belongs to a text field.
 *
 * Entries are `{ title, hint?, note?, mark?, value, group?, chosen?, off? }`.
 */
export class ListBox {
  constructor(field, label, choose) {
    this.field = field;
    this.choose = choose;
    this.entries = [];
    this.at = -1;
    this.list = h("div", { class: "list", role: "listbox", id: newId("list"), "aria-label": label });
    this.head = h("div", { class: "list-head" });
    this.box = h("div", { class: "popup", hidden: true }, this.head, this.list);
    // A press must not take the focus out of the field.
    this.box.addEventListener("mousedown", (press) => press.target.matches("input") || press.preventDefault());
    this.attach(field);
  }

  attach(field) {
    this.field = field;
    for (const [key, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", this.list.id]]) field.setAttribute(key, value);
    field.setAttribute("aria-expanded", String(this.isOpen));
  }

  get isOpen() {
    return !this.box.hidden;
  }

  /** Show entries; the first one is marked unless there is none to begin with. */
  show(entries, { head = "", mark = true } = {}) {
    this.entries = entries;
    this.items = [];
    this.head.replaceChildren();
    fill(this.head, head);
    this.head.hidden = !head;
    this.list.replaceChildren();
    let group;
    entries.forEach((entry, index) => {
      if (entry.group && entry.group !== group) this.list.append(h("div", { class: "list-group", role: "presentation" }, entry.group));
      group = entry.group;
      const item = h("div", {
        class: "entry", role: "option", id: newId("entry"), "aria-selected": String(Boolean(entry.chosen)), "aria-disabled": entry.off ? "true" : null,
        on: { click: () => this.pick(index), mousemove: () => this.mark(index, { scroll: false }) },
      },
        entry.mark && h("span", { class: "entry-mark" }, entry.mark),
        h("span", { class: "entry-text" }, h("span", { class: "entry-title" }, entry.title), entry.hint && h("span", { class: "entry-hint" }, entry.hint)),
        entry.note && h("span", { class: "entry-note" }, entry.note));
      this.items.push(item);
      this.list.append(item);
    });
    this.box.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.list.scrollTop = 0;
    this.mark(mark && entries.length ? 0 : -1);
  }

  hide() {
    this.box.hidden = true;
    this.entries = [];
    this.at = -1;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  mark(index, { scroll = true } = {}) {
    this.items?.[this.at]?.classList.remove("marked");
    this.at = index;
    const item = this.items?.[index];
    if (!item) return this.field.removeAttribute("aria-activedescendant");
    item.classList.add("marked");
    this.field.setAttribute("aria-activedescendant", item.id);
    if (scroll) item.scrollIntoView({ block: "nearest" });
  }

  pick(index = this.at) {
    const entry = this.entries[index];
    if (!entry || entry.off) return false;
    this.choose(entry);
    return true;
  }

  /** Take a key that is meant for the list; returns whether it was. */
  key(event, { tab = true } = {}) {
    if (!this.isOpen || !this.entries.length || event.isComposing) return false;
    const count = this.entries.length;
    if (event.key === "ArrowDown") this.mark((this.at + 1) % count);
    else if (event.key === "ArrowUp") this.mark((this.at - 1 + count) % count);
    else if (event.key === "PageDown") this.mark(Math.min(this.at + 8, count - 1));
    else if (event.key === "PageUp") this.mark(Math.max(this.at - 8, 0));
    else if ((event.key === "Enter" || (tab && event.key === "Tab" && !event.shiftKey)) && this.at >= 0) {
      if (!this.pick()) return false;
    } else return false;
    event.preventDefault();
    return true;
  }
}
