// Embeds, with everything that they can hold.

import { h, moment } from "../core/core.js";
import { picture } from "./files.js";
import { inline, markdown } from "./markdown.js";
import { link } from "./names.js";

const IN_A_ROW = 3;
const face = ({ icon_url, proxy_icon_url }) => icon_url && picture({ url: icon_url, proxy_url: proxy_icon_url }, "tiny");

export function embed({ color, provider, author, title, url, description, fields = [], thumbnail, image, footer, timestamp }) {
	const when = timestamp && moment(timestamp);
	return coloured(h("article.embed",
		h("div.embed-body", h("div.embed-text",
			provider?.name && h("div.embed-small", provider.name),
			author?.name && h("div.embed-author", face(author), author.url ? link(author.url, author.name) : author.name),
			title && h("div.embed-title", url ? link(url, inline(title)) : inline(title)),
			description && markdown(description), fields.length ? grid(fields) : null), thumbnail && picture(thumbnail, "thumbnail")),
		image && picture(image, "wide"),
		footer?.text || when ? h("div.embed-footer", footer && face(footer), h("span", footer?.text, footer?.text && when && " • ", when)) : null), color);
}

export function coloured(element, color) {
	if (Number.isInteger(color)) element.style.setProperty("--bar", `#${color.toString(16).padStart(6, "0")}`);
	return element;
}

function grid(fields) {
	let left = 0, width = 1;
	return h("div.embed-fields", fields.map((field, at) => {
		if (!field.inline) left = 0;
		else if (!left--) {
			width = 1;
			while (width < IN_A_ROW && fields[at + width]?.inline) width++;
			left = width - 1;
		}
		return h(field.inline ? `div.embed-field.of-${width}` : "div.embed-field", h("div.embed-name", inline(field.name)), markdown(field.value));
	}));
}
