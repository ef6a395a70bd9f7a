// Pictures and files.

import { h, icon, refill, webUrl } from "../core/dom.js";
import { hostOf, spoiler } from "./markdown.js";

const SHOWN = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/**
 * Return a picture of a message.
 *
 * What the playground itself serves is shown; what lies in the web is fetched once somebody
 * presses, and then into a frame of its own, since the page itself may fetch nothing from there.
 */
export function picture({ url, proxy_url, description }, kind = "image") {
  const address = proxy_url ?? url;
  const alt = description || "Picture without a description";
  const local = address.startsWith(`http://127.0.0.1:${location.port}/`) || address.startsWith(`http://localhost:${location.port}/`);
  if (local) {
    const source = new URL(address).pathname + new URL(address).search;
    const image = h("img", { src: source, alt, loading: "lazy" });
    return h("a", { class: `picture ${kind}`, href: source, target: "_blank", rel: "noopener" }, image);
  }
  if (webUrl(address)?.protocol !== "https:") return h("span", { class: `picture ${kind} missing` }, icon("picture"), "No such picture");
  const place = h("span", { class: `picture ${kind} held` });
  const show = h("button", { title: address }, icon("picture"), h("span", null, `Show picture from ${hostOf(address)}`));
  show.addEventListener("click", () => {
    const source = `picture?url=${encodeURIComponent(address)}&alt=${encodeURIComponent(alt)}`;
    refill(place, h("iframe", { src: source, sandbox: "", title: alt, referrerpolicy: "no-referrer" }));
  });
  place.append(show);
  return place;
}

/** Return a size in bytes as people read it. */
export function showBytes(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

/** Return a file that is attached to a message: shown if it is a picture, else to be saved. */
export function attachment(file) {
  const kind = (file.content_type ?? "").split(";")[0];
  const drawn = SHOWN.has(kind) ? picture({ ...file, description: file.description || file.filename }, "attached") : card(file);
  return file.filename.startsWith("SPOILER_") ? spoiler([drawn], "div") : drawn;
}

function card(file) {
  const url = new URL(file.url);
  return h("div", { class: "file" }, icon("file"),
    h("span", { class: "file-text" },
      h("a", { href: url.pathname + url.search, download: file.filename, target: "_blank", rel: "noopener" }, file.filename),
      h("small", null, showBytes(file.size))),
    h("a", { class: "bare", href: url.pathname + url.search, download: file.filename, "aria-label": `Save ${file.filename}` }, icon("save")));
}
