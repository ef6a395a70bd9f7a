// Builds elements. Text only ever becomes text nodes; there is no way from a string to markup.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Return an element: `h("p.muted", { title: "…" }, "text", …)`.
 *
 * Properties can be left out. They are attributes, but for `click` and `on`, listeners, `data` and `label`.
 */
export function h(kind, props, ...children) {
	const [tag, ...classes] = kind.split(".");
	const element = document.createElement(tag);
	if (tag === "button") element.type = "button";
	if (tag === "input") element.autocomplete = "off";
	if (props?.constructor !== Object) {
		children.unshift(props);
		props = {};
	}
	for (const [key, value] of Object.entries(props)) {
		if (value === undefined || value === null || value === false) continue;
		if (key === "click") element.addEventListener(key, value);
		else if (key === "on") for (const [name, act] of Object.entries(value)) element.addEventListener(name, act);
		else if (key === "data") Object.assign(element.dataset, value);
		else element.setAttribute(key === "label" ? "aria-label" : key, value === true ? "" : value);
	}
	element.classList.add(...classes);
	return fill(element, children);
}

export const byId = (id) => document.getElementById(id);

/** Append children: nodes, texts, lists of them; what is nothing is left out. */
export function fill(element, children) {
	element.append(...children.flat(Infinity).filter(Boolean));
	return element;
}

const controls = (element) => [...element.querySelectorAll("button, a, input, select, textarea")];

/** Put children in place of all that is in an element; the control in the same place keeps the focus. */
export function refill(element, ...children) {
	const focused = controls(element).indexOf(document.activeElement);
	element.replaceChildren();
	fill(element, children);
	controls(element)[focused]?.focus({ preventScroll: true });
	return element;
}

/** Return a drawing of 24 by 24, in the colour of the text around it. */
export function icon(name) {
	const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS(SVG, tag));
	for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", "aria-hidden": "true", class: "icon" })) svg.setAttribute(key, value);
	path.setAttribute("d", ICONS[name]);
	svg.append(path);
	return svg;
}

/** Return a button that shows a drawing only, and its name to those who cannot see it. */
export const iconButton = (name, label, click, props) => h("button.bare", { label, title: label, click, ...props }, icon(name));

/** Return a URL that a link may lead to, or nothing for any other scheme than http and https. */
export function webUrl(text) {
	const url = URL.canParse(text) ? new URL(text) : null;
	return /^https?:$/.test(url?.protocol) ? url : null;
}

/** Return a button with words on it; `kind` is its look, such as `primary` or `danger.small`. */
export const button = (kind, text, click, props) => h(`button.${kind}`, { click, ...props }, text);

export const check = (words, props) => h("label.check", h("input", { type: "checkbox", ...props }), words);

/** Return the values of those of such boxes that are ticked. */
export const ticked = (boxes) => boxes.map(({ firstChild }) => firstChild).filter((box) => box.checked).map((box) => box.value);

export const json = (value) => h("pre.json", { tabindex: "0" }, JSON.stringify(value, null, 2).slice(0, 60_000));

/** Return the control of a message that has a key, unless it is disabled. */
export const keyed = (key, within = document) => key && within.querySelector(`[data-key="${CSS.escape(key)}"]:enabled`);

/** Give the focus back to a control, or to what was drawn in its place meanwhile. */
export const refocus = (control) => (control?.isConnected ? control : keyed(control?.dataset.key) || byId("composer")).focus({ preventScroll: true });

let counted = 0;

export const newId = (what) => `${what}-${++counted}`;

const ICONS = {
	text: "M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16",
	voice: "M5 9.5v5h3.5L13 18V6L8.5 9.5zM16 9c1.5 1.7 1.5 4.3 0 6M18.5 6.5c3 3.2 3 7.8 0 11",
	forum: "M4 5h12v8H9l-3 3v-3H4zM18.5 9H20v8h-2v3l-3-3h-4.5",
	thread: "M6 4v9a3 3 0 0 0 3 3h9M14.5 12.5 18 16l-3.5 3.5",
	people: "M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19.5c0-8 12-8 12 0M16 5a3 3 0 0 1 0 6M17.5 14c2.3.7 3.5 2.6 3.5 5.5",
	calendar: "M4.5 6h15v14h-15zM4.5 10h15M8.5 3.5V7M15.5 3.5V7",
	pulse: "M3 12.5h4l2.5-7 4.5 13 2.5-6H21",
	storm: "M7 14.5a4 4 0 0 1 .5-8 5.2 5.2 0 0 1 10 1.2 3.5 3.5 0 0 1-.5 6.8M12.5 11l-3 5h4l-2.5 5",
	menu: "M4 7h16M4 12h16M4 17h16",
	close: "M6 6l12 12M18 6 6 18",
	plus: "M12 5v14M5 12h14",
	reply: "M10 6 4.5 11.5 10 17M5 11.5h8c4 0 6.5 2 6.5 6.5",
	more: "M6 12h.01M12 12h.01M18 12h.01",
	down: "M7 10l5 5 5-5",
	check: "M5 12.5 10 17.5 19.5 7",
	file: "M6.5 3.5h7l4 4v13h-11zM13.5 3.5v4h4",
	half: "M12 20a8 8 0 1 0 0-16zM12 4a8 8 0 1 0 0 16",
	mail: "M3.5 6h17v12h-17zM3.5 7l8.5 6.5L20.5 7",
	send: "M4 12 20.5 4.5 14 20.5l-2.5-6.5z",
	eye: "M2.5 12c4.5-8.5 14.5-8.5 19 0-4.5 8.5-14.5 8.5-19 0zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
	picture: "M3.5 5h17v14h-17zM3.5 16l5-5 4 4 2.5-2.5 5.5 5M15.5 9.5h.01",
};
