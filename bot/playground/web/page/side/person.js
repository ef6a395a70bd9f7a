// Who the viewer is: another person, a language, roles, and people in tabs of their own.

import { emit } from "../core/bus.js";
import { h } from "../core/dom.js";
import { attempt, toast } from "../core/say.js";
import { act } from "../core/socket.js";
import { memberOf, nameOf, store } from "../core/store.js";
import { avatar } from "../draw/names.js";
import { dialog } from "../talk/dialog.js";

const LOCALES = ["en-US", "en-GB", "es-ES", "es-419", "de", "fr", "it", "pt-BR", "nl", "pl", "ja", "ko", "zh-CN", "ru", "uk", "tr", "sv-SE"];

/** Show who one can be. */
export function openPerson() {
  const people = [...store.users.values()].filter((user) => !user.bot);
  const name = h("input", { type: "text", maxlength: "32", autocomplete: "off", placeholder: "A new name", "aria-label": "A new name" });
  const come = () => be(name.value.trim());
  name.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), come()));
  const mine = new Set(memberOf(store.me.id)?.roles);
  const boxes = store.guild.roles.filter((role) => role.id !== store.guild.id && role.name !== nameOf(store.users.get(store.application)))
    .map((role) => h("label", { class: "check" }, h("input", { type: "checkbox", value: role.id, checked: mine.has(role.id) }), role.name));
  const locale = h("select", { "aria-label": "Language" }, LOCALES.map((one) => h("option", { value: one, selected: one === store.me.locale }, one)));
  const change = () => attempt(() => act("person", {
    name: store.me.username, locale: locale.value, roles: boxes.map((box) => box.firstChild).filter((box) => box.checked).map((box) => box.value),
  }));
  locale.addEventListener("change", change);
  for (const box of boxes) box.addEventListener("change", change);
  const be = (who) => {
    if (!who) return toast("A name has at least one letter", { failed: true });
    box.close();
    return emit("be", who);
  };
  const box = dialog("Who you are", [
    h("ul", { class: "people" }, people.map((user) => h("li", null, avatar(user, 32), h("span", null, h("strong", null, nameOf(user)), h("small", { class: "muted" }, user.locale)),
      user.id === store.me.id ? h("span", { class: "tag" }, "you") : h("button", { class: "button secondary small", "aria-label": `Be ${nameOf(user)}`, click: () => be(user.username) }, "Be this person"),
      user.id !== store.me.id && h("a", { class: "button quiet small", href: `#${encodeURIComponent(user.username)}`, target: "_blank", "aria-label": `Open ${nameOf(user)} in another tab` }, "In a new tab")))),
    h("div", { class: "row" }, name, h("button", { class: "button secondary small", click: come }, "Be somebody new")),
    h("fieldset", { class: "checks" }, h("legend", null, `${nameOf(store.me)}'s language`), locale),
    h("fieldset", { class: "checks" }, h("legend", null, `${nameOf(store.me)}'s roles`), boxes),
  ]);
}
