// Moments, in the viewer's time zone and language.

import { now, store } from "./store.js";

const STYLES = {
  t: { hour: "numeric", minute: "2-digit" },
  T: { hour: "numeric", minute: "2-digit", second: "2-digit" },
  d: { day: "2-digit", month: "2-digit", year: "numeric" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};
const UNITS = [["year", 31536e6], ["month", 2592e6], ["day", 864e5], ["hour", 36e5], ["minute", 6e4], ["second", 1e3]];
const DAY_MS = 864e5;

const language = () => store.me?.locale ?? "en-US";

/** Return a moment in one of Discord's timestamp styles. */
export function showTime(milliseconds, style = "f") {
  const moment = new Date(milliseconds);
  if (Number.isNaN(moment.getTime())) return "Invalid date";
  if (style === "R") return relative(milliseconds - now());
  return moment.toLocaleString(language(), STYLES[style]);
}

function relative(distance) {
  const [unit, length] = UNITS.find(([, ms]) => Math.abs(distance) >= ms) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(Math.round(distance / length), unit);
}

/** Return when a message was written, as short as it can be said. */
export function showMessageTime(text) {
  const moment = Date.parse(text);
  const day = (ms) => new Date(ms).toDateString();
  if (day(moment) === day(now())) return showTime(moment, "t");
  if (day(moment) === day(now() - DAY_MS)) return `Yesterday at ${showTime(moment, "t")}`;
  return `${showTime(moment, "d")} ${showTime(moment, "t")}`;
}

// Relative times go on while one looks at them.
setInterval(() => {
  for (const element of document.querySelectorAll("time[data-r]")) {
    element.textContent = showTime(Number(element.dataset.r), "R");
  }
}, 10_000);
