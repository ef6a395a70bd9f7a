// Words for those who listen to the page, and short notes for those who look at it.

import { byId, h } from "./dom.js";

const TOAST_MS = 7000;
const HEARD = 20;

/** Have something read out by a screen reader. */
export function announce(text) {
	const said = byId("said");
	said.append(h("p", text));
	while (said.children.length > HEARD) said.firstChild.remove();
}

/** Show a note for some seconds; `kind` is its look: `toast.failed` tells of what failed. */
export function toast(text, kind = "toast") {
	const note = h(`div.${kind}`, text);
	byId("toasts").append(note);
	setTimeout(() => note.remove(), TOAST_MS);
}

/** Carry out what a press asked for; say why when it cannot be done. */
export async function attempt(work) {
	try {
		return await work();
	} catch (error) {
		toast(error.message, "toast.failed");
		return undefined;
	}
}
