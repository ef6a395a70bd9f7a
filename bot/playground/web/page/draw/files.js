// Pictures and files.

import { h, icon, refill, webUrl } from "../core/core.js";
import { spoiler } from "./markdown.js";

const SHOWN = /^image\/(png|jpeg|gif|webp)/;
const path = (address) => { const { pathname, search } = new URL(address); return pathname + search; };

/**
 * Return a picture of a message.
 *
 * What lies in the web is fetched when somebody presses, into a frame: the page itself may not.
 */
export function picture({ url, proxy_url, description }, kind) {
	const source = webUrl(proxy_url ?? url), alt = description || "A picture";
	if (["127.0.0.1", "localhost"].includes(source?.hostname) && source.port === location.port) {
		return h(`a.picture.${kind}`, { href: path(source), target: "_blank" }, h("img", { src: path(source), alt }));
	}
	if (source?.protocol !== "https:") return h("span.muted", "A picture that cannot be shown");
	const place = h(`span.picture.held.${kind}`, { title: source.href });
	return refill(place, h("button", {
		click: () => refill(place, h("iframe", { src: `picture?url=${encodeURIComponent(source.href)}&alt=${encodeURIComponent(alt)}`, sandbox: "", title: alt })),
	}, icon("picture"), h("span", `Show picture from ${source.host}`)));
}

/** Return a file that is attached to a message: shown if it is a picture, else to be saved. */
export function attachment(file) {
	const { filename, url, size, content_type, description } = file;
	const drawn = SHOWN.test(content_type) ? picture({ ...file, description: description || filename }, "attached")
		: h("div.file", icon("file"), h("span", h("a", { href: path(url), download: filename }, filename), h("small", `${(size / 1024).toFixed(1)} KB`)));
	return filename.startsWith("SPOILER_") ? spoiler([drawn], "div") : drawn;
}
