// Embeds, with everything that they can hold.

import { fill, h, link } from "../core/dom.js";
import { showMessageTime, showTime } from "../core/time.js";
import { picture } from "./files.js";
import { inline, markdown } from "./markdown.js";

const IN_A_ROW = 3;

/** Return an embed. */
export function embed(given) {
  const bar = h("article", { class: "embed" });
  if (given.color !== undefined && given.color !== null) {
    bar.style.setProperty("--bar", `#${Number(given.color).toString(16).padStart(6, "0")}`);
  }
  const text = h("div", { class: "embed-text" },
    given.provider?.name && h("div", { class: "embed-small" }, given.provider.name),
    author(given.author),
    given.title && h("div", { class: "embed-title" }, given.url ? link(given.url, inline(given.title)) : inline(given.title)),
    given.description && markdown(given.description, "md embed-description"),
    fields(given.fields ?? []));
  const body = h("div", { class: "embed-body" }, text, given.thumbnail && picture(given.thumbnail, "thumbnail"));
  return fill(bar, [body, given.image && picture(given.image, "wide"), footer(given)]);
}

function author(given) {
  if (!given?.name) return null;
  const face = given.icon_url && picture({ url: given.icon_url, proxy_url: given.proxy_icon_url, description: " " }, "tiny");
  return h("div", { class: "embed-author" }, face, given.url ? link(given.url, given.name) : given.name);
}

function fields(given) {
  if (!given.length) return null;
  const grid = h("div", { class: "embed-fields" });
  let row = 0;
  given.forEach((field, index) => {
    const cell = h("div", { class: "embed-field" }, h("div", { class: "embed-name" }, inline(field.name)), markdown(field.value, "md embed-value"));
    if (field.inline) {
      row = given[index - 1]?.inline && row < IN_A_ROW ? row + 1 : 1;
      let count = row;
      for (let next = index + 1; given[next]?.inline && count < IN_A_ROW; next++) count++;
      cell.classList.add(`of-${count}`);
    } else {
      row = 0;
    }
    grid.append(cell);
  });
  return grid;
}

function footer(given) {
  if (!given.footer?.text && !given.timestamp) return null;
  const face = given.footer?.icon_url && picture({ url: given.footer.icon_url, proxy_url: given.footer.proxy_icon_url, description: " " }, "tiny");
  const when = given.timestamp && h("time", { datetime: given.timestamp, title: showTime(Date.parse(given.timestamp), "F") }, showMessageTime(given.timestamp));
  return h("div", { class: "embed-footer" }, face, h("span", null, given.footer?.text, given.footer?.text && when && " • ", when));
}
