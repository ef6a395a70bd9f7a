// The forms that the bot opens.

import { act, check, h, nameOf, theBot, ticked, upload } from "../core/core.js";
import { markdown } from "../draw/markdown.js";
import { isSelect, Select } from "../draw/select.js";
import { finish } from "./chat.js";
import { dialog } from "./dialog.js";

const ROW = 1, INPUT = 4, TEXT = 10, LABEL = 18, UPLOAD = 19, RADIOS = 21, CHECKS = 22, CHECK = 23;
const PARAGRAPH = 2, MAX_LENGTH = 4000;

/** Show the form that an interaction opened, and send what is filled in. */
export function openForm({ title, components }, interaction_id) {
	const fields = [];
	const drawn = components.map((top) => {
		if (top.type === TEXT) return markdown(top.content);
		if (top.type === ROW) return top.components.map((input) => labelled(input.label, null, input, fields));
		return top.type === LABEL && labelled(top.label, top.description, top.component, fields);
	});
	dialog(title, [h("p.form-note", `This form goes to ${nameOf(theBot())}. Do not share passwords in it.`), drawn], {
		verb: "Submit",
		done: async () => {
			const values = {};
			for (const { id, read, label, least, most } of fields) {
				values[id] = await read();
				if (values[id].length < least || values[id].length > most) throw new Error(`${label}: choose ${least} to ${most}`);
			}
			finish(await act("submit", { interaction_id, fields: values }), (reason) => { throw new Error(`Something went wrong. Try again. (${reason})`); });
		},
	});
}

/** Return one field with its words; how to read it goes to `fields`. */
function labelled(label, description, component, fields) {
	const { type, custom_id: id, required = true, options, min_values, max_values } = component;
	const words = h("span.label", label, required && type !== CHECK && h("b.required", { title: "Required" }, " *"));
	const hint = description && h("small", description);
	const least = required ? min_values ?? 1 : 0;
	const add = (read, most = Infinity, fewest = least) => fields.push({ id, label, read, least: fewest, most });
	if (type === INPUT) {
		const [input, count] = textInput(component, required);
		add(() => input.value, Infinity, 0);
		return h("label.field", words, hint, input, count);
	}
	if (isSelect(type)) {
		const select = new Select({ ...component, required }, () => {}, { label, isField: true });
		add(() => select.values, max_values);
		return h("div.field", words, hint, select.element);
	}
	if (type === CHECK) {
		const box = check([words, hint], { checked: component.default });
		add(() => String(box.firstChild.checked), Infinity, 0);
		return box;
	}
	if (type === RADIOS || type === CHECKS) {
		const boxes = options.map((option) => check([option.label, h("small", option.description)],
			{ type: type === RADIOS ? "radio" : "checkbox", name: id, value: option.value, checked: option.default }));
		add(() => ticked(boxes), max_values ?? boxes.length);
		return h("fieldset.checks", h("legend", words), hint, boxes);
	}
	if (type === UPLOAD) {
		const input = h("input", { type: "file", multiple: max_values > 1 });
		add(() => Promise.all([...input.files].map(upload)), max_values ?? 1);
		return h("label.field", words, hint, input);
	}
	return h("p.failure", `${label}: field ${type} cannot be drawn here`);
}

function textInput({ style, placeholder, min_length, max_length, value = "" }, required) {
	const input = h(style === PARAGRAPH ? "textarea" : "input", { autofocus: true, rows: "4", placeholder, required, minlength: min_length, maxlength: max_length ?? MAX_LENGTH });
	input.value = value;
	const count = max_length && h("small.count");
	const tell = () => count && (count.textContent = `${input.value.length}/${max_length}`);
	input.oninput = tell;
	tell();
	return [input, count];
}
