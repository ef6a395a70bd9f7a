// Buttons, selects and the layouts of a message.

import { h, icon, link } from "../core/dom.js";
import { attachment, picture } from "./files.js";
import { markdown, spoiler } from "./markdown.js";
import { emoji } from "./names.js";
import { Select, SELECTS } from "./select.js";

const ROW = 1, BUTTON = 2, SECTION = 9, TEXT = 10, THUMBNAIL = 11, GALLERY = 12, FILE = 13, SEPARATOR = 14, CONTAINER = 17;
const LINK = 5, PREMIUM = 6;
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", [LINK]: "secondary", [PREMIUM]: "primary" };

/**
 * Return a message's components.
 *
 * `use(component, values, element)` is called when one is pressed, or values are chosen.
 */
export function components(list, message, use) {
  return list.map((component) => draw(component, message, use)).filter(Boolean);
}

function draw(component, message, use) {
  const inner = () => components(component.components ?? [], message, use);
  if (SELECTS.includes(component.type)) {
    const select = new Select(component, (values) => use(component, values, select.button));
    return select.element;
  }
  switch (component.type) {
    case ROW: return h("div", { class: "row" }, inner());
    case BUTTON: return button(component, use);
    case TEXT: return markdown(component.content);
    case SECTION: return h("div", { class: "section" }, h("div", null, inner()), draw(component.accessory, message, use));
    case THUMBNAIL: return covered(component, picture({ ...component.media, description: component.description }, "thumbnail"));
    case GALLERY: return h("div", { class: `gallery of-${Math.min(component.items.length, 3)}` },
      component.items.map((item) => covered(item, picture({ ...item.media, description: item.description }, "wide"))));
    case FILE: return fileOf(component, message);
    case SEPARATOR: return h("hr", { class: component.divider === false ? "gap" : `gap line`, data: { spacing: component.spacing ?? 1 } });
    case CONTAINER: return container(component, inner());
    default: return h("div", { class: "unknown" }, `A component of type ${component.type}, which this page cannot draw`);
  }
}

const covered = (item, drawn) => item.spoiler ? spoiler([drawn], "div") : drawn;

function container(component, inner) {
  const box = h("div", { class: "container" }, inner);
  if (component.accent_color !== undefined && component.accent_color !== null) {
    box.style.setProperty("--bar", `#${component.accent_color.toString(16).padStart(6, "0")}`);
    box.classList.add("barred");
  }
  return covered(component, box);
}

function fileOf(component, message) {
  const name = component.file.url.replace("attachment://", "");
  const file = message.attachments.find((one) => one.filename === name);
  return file ? covered(component, attachment(file)) : null;
}

function button(component, use) {
  const face = [emoji(component.emoji), component.label && h("span", null, component.label)];
  if (component.style === LINK) {
    const away = link(component.url, face, icon("reply"));
    away.classList.add("button", "secondary", "away");
    return away;
  }
  const pressed = h("button", {
    class: `button ${STYLES[component.style] ?? "secondary"}`, disabled: component.disabled,
    "aria-label": component.label ? null : `Button ${component.emoji?.name ?? ""}`, data: { key: component.custom_id ?? component.sku_id },
  }, face);
  pressed.addEventListener("click", () => use(component, null, pressed));
  return pressed;
}

/** Return the texts that a message's layout shows. */
export function textsOf(list) {
  return (list ?? []).flatMap((component) => [component.type === TEXT ? component.content : "", ...textsOf(component.components)]).filter(Boolean);
}
