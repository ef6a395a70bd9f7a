// A slash command being filled in: a chip for each option, and choices as one types.

import { act, announce, h, iconButton, ListBox, store, upload } from "../core/core.js";
import { entitiesOf } from "../draw/names.js";
import { finish, showSending, showSilence } from "./chat.js";

const INTEGER = 4, BOOLEAN = 5, USER = 6, CHANNEL = 7, ROLE = 8, MENTIONABLE = 9, NUMBER = 10, ATTACHMENT = 11;
const TYPING_MS = 40;
const ENTITIES = { [USER]: "users", [CHANNEL]: "channels", [ROLE]: "roles", [MENTIONABLE]: "mentionables" };
const HINTS = { [INTEGER]: "a whole number", [NUMBER]: "a number", [ATTACHMENT]: "choose a file, or drop it here" };

/** Return what an option, a choice or a command is called in the viewer's language. */
export const named = (thing) => thing.name_localizations?.[store.me.locale] ?? thing.name;
export const described = (thing) => thing.description_localizations?.[store.me.locale] ?? thing.description ?? "";

/** One command being filled in; `ended` is called when it is sent or given up. */
export class CommandBar {
	constructor(path, options, ended) {
		Object.assign(this, { path, options, ended, fields: [], asked: 0 });
		this.more = { input: h("input.more-options", { size: "1", label: "Add an option" }) };
		this.list = new ListBox(this.more.input, "Choices", (entry) => this.take(entry));
		this.about = h("div.about");
		this.element = h("div.command", { role: "group", label: `Command /${path}` }, this.list.box, this.about, h("div.command-line",
			h("div.chips", h("span.command-name", `/${path}`), this.more.input),
			iconButton("close", "Give the command up", () => ended("")), iconButton("send", "Send the command", () => this.send())));
		this.listen(this.more);
		this.element.addEventListener("focusout", (event) => this.element.contains(event.relatedTarget) || this.list.hide());
		for (const option of options) if (option.required) this.add(option);
	}

	/** Go to the first thing that is to be filled in; `text` is put there. */
	begin(text) {
		if (!this.fields.length && text && this.options.length) this.add(this.options[0]);
		const first = this.fields[0] ?? this.more;
		if (text && first.input.type !== "file") first.input.value = text;
		first.input.focus();
	}

	get left() {
		return this.options.filter((option) => !this.fields.some((field) => field.option === option));
	}

	add(option) {
		const input = h("input", {
			type: option.type === ATTACHMENT ? "file" : "text", spellcheck: "false", size: "3", maxlength: option.max_length,
			inputmode: option.type in HINTS ? "decimal" : null, label: `${named(option)}: ${described(option)}`,
		});
		const field = { option, input, chip: h("label.option", h("span.option-name", named(option)), input) };
		this.fields.push(field);
		this.more.input.before(field.chip);
		this.listen(field);
		return field;
	}

	listen(field) {
		field.input.addEventListener("focus", () => this.look(field));
		field.input.onkeydown = (event) => this.key(event, field);
		field.input.oninput = () => {
			field.value = field.handle = undefined;
			field.chip?.classList.remove("wrong");
			this.look(field);
		};
	}

	/** Offer what can be entered in a field, or the options that are not there yet. */
	look(field) {
		const { option, input } = this.current = field;
		if (input.type !== "file") input.size = Math.min(Math.max(input.value.length, option ? 3 : 1), 40);
		this.list.attach(input);
		const wanted = input.value.trim().toLowerCase();
		if (!option) {
			this.about.textContent = this.left.length ? "Optional: ↑ ↓ and Tab. Enter sends." : "Enter sends.";
			const left = this.left.filter((one) => named(one).toLowerCase().startsWith(wanted));
			return this.list.show(left.map((one) => ({ title: named(one), hint: described(one), value: one })), { mark: wanted });
		}
		const bounds = [[" from ", option.min_value], [" to ", option.max_value]].map(([word, value]) => value === undefined ? "" : word + value).join("");
		const hint = (HINTS[option.type] ?? "") + bounds;
		this.about.replaceChildren(h("strong", named(option)), ` ${described(option)}${hint && ` (${hint})`}`);
		if (option.autocomplete) return this.complete(field);
		return this.list.show(entriesOf(option).filter((entry) => field.value !== undefined || entry.title.toLowerCase().includes(wanted)));
	}

	async complete(field) {
		const asked = ++this.asked;
		await new Promise((go) => setTimeout(go, TYPING_MS));
		if (asked !== this.asked) return;
		const result = await this.read(field).then((options) => act("autocomplete", { channel_id: store.current, name: this.path, options, focused: field.option.name }))
			.catch((error) => ({ error }));
		if (asked !== this.asked || document.activeElement !== field.input) return;
		if (!result.acknowledged) return this.list.show([], { head: h("span.failure", `Loading options failed. ${result.error?.message ?? ""}`) });
		const entries = result.choices.map(chosen);
		const took = h("span.took", { title: "From asking the bot to its answer" }, `${result.milliseconds.toFixed(1)} ms`);
		this.list.show(entries, { head: [h("span", entries.length ? "Choices" : "Nothing like that: it can be sent all the same"), took], mark: false });
		announce(`${entries.length} choices`);
	}

	take({ title, value }) {
		const field = this.current;
		this.asked++;
		this.list.hide();
		if (!field.option) {
			field.input.value = "";
			return this.add(value).input.focus();
		}
		field.value = value;
		field.input.value = title;
		field.input.size = Math.min(title.length, 40);
		field.chip.classList.remove("wrong");
		return this.step(field, 1);
	}

	step(field, by) {
		const all = [...this.fields, this.more];
		all[all.indexOf(field) + by]?.input.focus();
	}

	key(event, field) {
		const { input, option } = field;
		if (this.list.key(event) || event.isComposing) return;
		const isEmpty = input.type === "file" ? !input.files.length : !input.value;
		if (event.key === "Enter") this.send();
		else if (event.key === "Escape") this.list.isOpen ? this.list.hide() : this.ended("");
		else if (event.key === "Backspace" && isEmpty) {
			this.step(field, -1);
			if (!option ? !this.fields.length : option.required && field === this.fields[0]) this.ended("");
			else if (option) this.remove(field);
		} else if (event.key === "ArrowLeft" && !input.selectionStart && !input.selectionEnd) return this.step(field, -1);
		else if (event.key === "ArrowRight" && input.selectionStart === input.value.length) return this.step(field, 1);
		else return;
		event.preventDefault();
	}

	remove(field) {
		if (this.fields[0] === field) this.step(field, 1);
		this.fields = this.fields.filter((one) => one !== field);
		field.chip.remove();
	}

	/** Put a file into the first free option that takes one; returns whether there is one. */
	drop(file) {
		const option = this.left.find((one) => one.type === ATTACHMENT);
		const field = this.fields.find((one) => one.option.type === ATTACHMENT && !one.input.files.length) ?? (option && this.add(option));
		if (!field) return false;
		const carried = new DataTransfer();
		carried.items.add(file);
		field.input.files = carried.files;
		field.input.focus();
		return true;
	}

	/** Return the values by option; while a field is typed in, files and half-typed names are left out. */
	async read(typing = null) {
		const values = {};
		for (const field of this.fields) {
			const { option, input } = field;
			const text = input.value.trim();
			if (field !== typing && !text) continue;
			if (option.type === ATTACHMENT) {
				if (!typing) values[option.name] = field.handle ??= await upload(input.files[0]);
				continue;
			}
			const exact = field.value ?? entriesOf(option).find((entry) => entry.title.toLowerCase() === text.toLowerCase())?.value;
			if (exact !== undefined || !(option.type in ENTITIES)) values[option.name] = exact ?? input.value;
			else if (!typing) throw Object.assign(new Error(`${named(option)}: choose from the list`), { field });
		}
		return values;
	}

	async send() {
		const missing = this.options.find((option) => option.required && !this.fields.some((field) => field.option === option && field.input.value.trim()));
		if (missing) return this.complain(this.fields.find((one) => one.option === missing) ?? this.add(missing), `${named(missing)} is required`);
		let options;
		try {
			options = await this.read();
		} catch (error) {
			return this.complain(error.field ?? this.fields[0], error.message);
		}
		const sent = showSending(`Sending /${this.path} …`);
		this.ended("");
		try {
			finish(await act("slash", { channel_id: store.current, name: this.path, options }), (reason) => showSilence(this.path, reason));
		} catch (error) {
			showSilence(this.path, error.message);
		} finally {
			sent();
		}
		return undefined;
	}

	complain(field, text) {
		field.input.focus();
		this.list.hide();
		field.chip.classList.add("wrong");
		this.about.replaceChildren(h("span.failure", { role: "alert" }, text));
	}
}

const chosen = (choice) => ({ title: named(choice), value: choice.value });

function entriesOf(option) {
	if (option.choices?.length) return option.choices.map(chosen);
	if (option.type === BOOLEAN) return [{ title: "True", value: true }, { title: "False", value: false }];
	return entitiesOf[ENTITIES[option.type]]?.(option.channel_types) ?? [];
}
