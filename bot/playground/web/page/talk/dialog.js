// A dialog in front of the page.

import { h, iconButton, newId } from "../core/core.js";
/**
 * Show a dialog; `done` is called by its main button and keeps it open when it throws.
 *
 * Returns the dialog element.
 */
export function dialog(title, body, { verb, done, note, cancel = "Cancel", wide = false } = {}) {
	const id = newId("title");
	const before = document.activeElement;
	const failure = h("p.failure", { role: "alert", hidden: true });
	const send = verb && h("button", { type: "submit", class: "button primary" }, verb);
	const close = () => box.close();
	const form = h("form", { novalidate: true, method: "dialog" },
		h("div.dialog-head", h("h2", { id }, title), iconButton("close", "Close", close)),
		h("div.dialog-body", note, body, failure),
		verb && h("div.dialog-foot", h("button.quiet", { click: close }, cancel), send));
	const box = h("dialog", { class: wide ? "wide" : null, "aria-labelledby": id }, form);
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		failure.hidden = true;
		const wrong = [...form.elements].find((field) => !field.checkValidity());
		if (wrong) return complain(wrong.validationMessage, wrong);
		send?.setAttribute("aria-busy", "true");
		try {
			await done?.();
			close();
		} catch (error) {
			complain(error.message);
		} finally {
			send?.removeAttribute("aria-busy");
		}
		return undefined;
	});
	const complain = (text, field) => {
		const label = field?.closest("label, .field")?.querySelector("span")?.textContent;
		failure.textContent = label ? `${label}: ${text}` : text;
		failure.hidden = false;
		field?.focus();
	};
	box.addEventListener("close", () => {
		box.remove();
		before?.isConnected && before.focus({ preventScroll: true });
	});
	document.body.append(box);
	box.showModal();
	return box;
}
