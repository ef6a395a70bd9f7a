// The panel at the right: one of several at a time, or none.

import { byId, emit, h, iconButton, on, refill } from "../core/core.js";

const panel = byId("panel");
const panels = new Map();
let open = null;

/** Define a panel; `draw` returns what is in it, `toggled` is told when it opens and closes. */
export function definePanel(label, draw, toggled = () => {}) {
	panels.set(label, { draw, toggled });
}

export function showPanel(label) {
	if (open) panels.get(open).toggled(false);
	open = label;
	panel.hidden = !open;
	if (open) {
		panel.ariaLabel = open;
		panels.get(open).toggled(true);
		redraw(open);
	}
	emit("panel:shown");
}

function redraw(label) {
	if (label !== open) return;
	const at = panel.querySelector(".panel-body")?.scrollTop ?? 0;
	const body = h("div.panel-body", panels.get(label).draw());
	refill(panel, h("div.panel-head", h("h2", label), iconButton("close", `Close ${label}`, () => showPanel(null))), body);
	body.scrollTop = at;
}

on("panel", (label) => showPanel(open === label ? null : label));
on("panel:redraw", redraw);
