// A dialog in front of the page.

import { button, h, iconButton, newId, refocus } from "../core/core.js";

/** Show a dialog, and return it; `done` is called by its main button and keeps it open when it throws. */
export function dialog(title, body, { verb, done, wide } = {}) {
	const id = newId("title"), before = document.activeElement;
	const failure = h("p.failure", { role: "alert" });
	const send = h("button.primary", { type: "submit" }, verb);
	const close = () => box.close();
	const form = h("form", { novalidate: true, on: { submit } },
		h("div.dialog-head", h("h2", { id }, title), iconButton("close", "Close", close)), h("div.dialog-body", body, failure),
		verb && h("div.dialog-foot", button("quiet", "Cancel", close), send));
	const box = h(wide ? "dialog.wide" : "dialog", { "aria-labelledby": id }, form);
	async function submit(event) {
		event.preventDefault();
		const wrong = form.querySelector(":invalid:not(fieldset)");
		failure.textContent = wrong ? `${wrong.closest("label").querySelector("span").textContent}: ${wrong.validationMessage}` : "";
		if (wrong) return wrong.focus();
		send.ariaBusy = "true";
		try {
			await done();
			close();
		} catch (error) {
			failure.textContent = error.message;
		}
		return send.ariaBusy = null;
	}
	box.onclose = () => {
		box.remove();
		refocus(before);
	};
	document.body.append(box);
	box.showModal();
	return box;
}
