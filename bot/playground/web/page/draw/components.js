// Buttons, selects and the layouts of a message.

import { h, icon } from "../core/core.js";
import { coloured } from "./embed.js";
import { attachment, picture } from "./files.js";
import { markdown, spoiler } from "./markdown.js";
import { emoji, link } from "./names.js";
import { isSelect, Select } from "./select.js";

const ROW = 1, BUTTON = 2, SECTION = 9, TEXT = 10, THUMBNAIL = 11, GALLERY = 12, FILE = 13, SEPARATOR = 14, CONTAINER = 17;
const STYLES = ["", "primary", "secondary", "success", "danger", "secondary", "primary"];
const LINK = 5, LARGE = 2;

/** Return a message's components; `use(component, values, element)` is called when one is pressed or chosen in. */
export const components = (list, message, use) => list.map((component) => draw(component, message, use));

function draw(component, message, use) {
	const { type, items, media, accessory, description } = component;
	const inner = () => components(component.components ?? [], message, use);
	const covered = (drawn, item = component) => item.spoiler ? spoiler([drawn], "div") : drawn;
	if (isSelect(type)) {
		const select = new Select(component, (values) => use(component, values, select.button));
		return select.element;
	}
	switch (type) {
		case ROW: return h("div.row", inner());
		case BUTTON: return button(component, use);
		case TEXT: return markdown(component.content);
		case SECTION: return h("div.section", h("div", inner()), draw(accessory, message, use));
		case THUMBNAIL: return covered(picture({ ...media, description }, "thumbnail"));
		case GALLERY: return h("div.gallery", items.map((item) => covered(picture({ ...item.media, description: item.description }, "wide"), item)));
		case FILE: return covered(attachment(message.attachments.find((file) => component.file.url.endsWith(`/${file.filename}`))));
		case SEPARATOR: return h(`hr.gap.${component.divider === false ? "clear" : "line"}.${component.spacing === LARGE ? "large" : "little"}`);
		case CONTAINER: return covered(coloured(h("div.container", inner()), component.accent_color));
		default: return h("p.failure", `Component ${type} cannot be drawn here`);
	}
}

function button(component, use) {
	const { style, label, url, disabled, custom_id } = component;
	const face = [emoji(component.emoji), label && h("span", label)];
	if (style === LINK) {
		const away = link(url, face, icon("reply"));
		away.classList.add("secondary", "away");
		return away;
	}
	const pressed = h(`button.${STYLES[style]}`, { disabled, label: label ? null : component.emoji?.name, data: { key: custom_id }, click: () => use(component, null, pressed) }, face);
	return pressed;
}

export const textsOf = (list = []) => list.flatMap(({ type, content, components: inner }) => type === TEXT ? content : textsOf(inner));
