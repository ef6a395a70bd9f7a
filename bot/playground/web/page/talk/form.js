// The forms that the bot opens.

import { h } from "../core/dom.js";
import { act, upload } from "../core/socket.js";
import { nameOf, store } from "../core/store.js";
import { markdown } from "../draw/markdown.js";
import { Select, SELECTS } from "../draw/select.js";
import { finish } from "./chat.js";
import { dialog } from "./dialog.js";

const ROW = 1, INPUT = 4, TEXT = 10, LABEL = 18, UPLOAD = 19, RADIOS = 21, CHECKS = 22, CHECK = 23;
const PARAGRAPH = 2;

/** Show the form that an interaction opened, and send what is filled in. */
export function openForm({ modal, interaction_id }) {
  const fields = [];
  const body = modal.components.map((top) => drawTop(top, fields));
  const bot = nameOf(store.users.get(store.application));
  dialog(modal.title, body, {
    verb: "Submit",
    note: h("p", { class: "form-note" }, `This form goes to ${bot}. Do not share passwords in it.`),
    done: async () => {
      for (const field of fields) field.check?.();
      const values = Object.fromEntries(await Promise.all(fields.map(async (field) => [field.id, await field.read()])));
      const result = await act("submit", { interaction_id, fields: values });
      finish(result, (reason) => { throw new Error(`Something went wrong. Try again. (${reason})`); });
    },
  });
}

function drawTop(top, fields) {
  if (top.type === TEXT) return markdown(top.content);
  if (top.type === ROW) return top.components.map((input) => labelled(input.label, null, input, fields));
  if (top.type === LABEL) return labelled(top.label, top.description, top.component, fields);
  return null;
}

function labelled(label, description, component, fields) {
  const isRequired = component.required ?? true;
  const words = [h("span", null, label), isRequired && component.type !== CHECK && h("b", { class: "required", title: "Required" }, " *")];
  const hint = description && h("small", { class: "muted" }, description);
  const group = (legend, ...inner) => h("fieldset", { class: "checks field" }, h("legend", null, legend), inner);
  if (component.type === INPUT) {
    const input = textInput(component, isRequired);
    fields.push({ id: component.custom_id, read: () => input.value });
    return h("label", { class: "field" }, h("span", { class: "label" }, words), hint, input, counter(input, component.max_length));
  }
  if (SELECTS.includes(component.type)) {
    const select = new Select({ ...component, required: isRequired }, () => {}, { label, isField: true });
    fields.push({ id: component.custom_id, read: () => select.values, check: () => need(select.values.length >= select.least, label) });
    return h("div", { class: "field" }, h("span", { class: "label" }, words), hint, select.element);
  }
  if (component.type === CHECK) {
    const box = h("input", { type: "checkbox", checked: component.default });
    fields.push({ id: component.custom_id, read: () => String(box.checked) });
    return h("label", { class: "check field" }, box, h("span", null, label), hint);
  }
  if (component.type === RADIOS || component.type === CHECKS) {
    const isRadio = component.type === RADIOS;
    const boxes = component.options.map((option) => h("input", { type: isRadio ? "radio" : "checkbox", name: component.custom_id, value: option.value, checked: option.default }));
    const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
    const least = isRequired ? component.min_values ?? 1 : 0;
    fields.push({ id: component.custom_id, read: chosen, check: () => need(chosen().length >= least && chosen().length <= (component.max_values ?? boxes.length), label) });
    return group(words, hint, component.options.map((option, at) => h("label", { class: "check" }, boxes[at], h("span", null, option.label), option.description && h("small", { class: "muted" }, option.description))));
  }
  if (component.type === UPLOAD) {
    const input = h("input", { type: "file", multiple: (component.max_values ?? 1) > 1 });
    fields.push({ id: component.custom_id, read: () => Promise.all([...input.files].map(upload)), check: () => need(!isRequired || input.files.length, label) });
    return h("label", { class: "field" }, h("span", { class: "label" }, words), hint, input);
  }
  return h("p", { class: "failure" }, `${label}: a field of type ${component.type}, which this page cannot draw`);
}

function need(holds, label) {
  if (!holds) throw new Error(`${label}: this is required`);
}

function textInput(component, isRequired) {
  const isLong = component.style === PARAGRAPH;
  const input = h(isLong ? "textarea" : "input", {
    type: isLong ? null : "text", rows: isLong ? "4" : null, placeholder: component.placeholder, required: isRequired,
    minlength: component.min_length, maxlength: component.max_length ?? 4000, autocomplete: "off",
  });
  input.value = component.value ?? "";
  return input;
}

function counter(input, most) {
  if (!most) return null;
  const count = h("small", { class: "count" });
  const tell = () => { count.textContent = `${input.value.length}/${most}`; };
  input.addEventListener("input", tell);
  tell();
  return count;
}
