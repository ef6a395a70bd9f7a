// Moments, in the viewer's time zone and language.

import { h } from "./dom.js";
import { now, store } from "./store.js";

const STYLES = {
	t: { timeStyle: "short" }, T: { timeStyle: "medium" }, d: { day: "2-digit", month: "2-digit", year: "numeric" },
	D: { dateStyle: "long" }, f: { dateStyle: "long", timeStyle: "short" }, F: { dateStyle: "full", timeStyle: "short" },
};
const UNITS = { year: 31536e6, month: 2592e6, day: 864e5, hour: 36e5, minute: 6e4, second: 1e3 };
const RENEWED_MS = 10_000;

/** Return a moment, in milliseconds, in one of Discord's timestamp styles. */
export function showTime(milliseconds, style = "f") {
	const date = new Date(milliseconds), { locale } = store.me;
	if (Number.isNaN(date.getTime())) return "Invalid date";
	if (style !== "R") return date.toLocaleString(locale, STYLES[style]);
	const distance = milliseconds - now();
	const unit = Object.keys(UNITS).find((one) => Math.abs(distance) >= UNITS[one]) ?? "second";
	return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.round(distance / UNITS[unit]), unit);
}

/** Return the day of a moment where the viewer is. */
export const dayOf = (when) => new Date(when).toDateString();

/** Return when something was written, as short as it can be said, or other words for it. */
export function moment(text, words) {
	const at = Date.parse(text);
	words ??= dayOf(at) === dayOf(now()) ? showTime(at, "t") : `${showTime(at, "d")} ${showTime(at, "t")}`;
	return h("time", { datetime: text, title: showTime(at, "F") }, words);
}

/** Return a timestamp; a relative one goes on while one looks at it. */
export function timestamp(milliseconds, style) {
	const shown = showTime(milliseconds, style);
	return h("time.time", { title: showTime(milliseconds, "F"), data: style === "R" ? { r: milliseconds } : {} }, shown);
}

setInterval(() => {
	for (const element of document.querySelectorAll("time[data-r]")) element.textContent = showTime(Number(element.dataset.r), "R");
}, RENEWED_MS);
