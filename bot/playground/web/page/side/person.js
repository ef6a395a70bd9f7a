// Who the viewer is: another person, a language, roles, and people in tabs of their own.

import { act, attempt, button, emit, h, memberOf, nameOf, store } from "../core/core.js";
import { avatar } from "../draw/names.js";
import { dialog } from "../talk/dialog.js";

const LOCALES = ["en-US", "en-GB", "es-ES", "es-419", "de", "fr", "it", "pt-BR", "nl", "pl", "ja", "zh-CN"];

/** Show who one can be. */
export function openPerson() {
	const { me, guild, users, application } = store;
	const mine = memberOf(me.id).roles, botName = nameOf(users.get(application));
	const boxes = guild.roles.filter((role) => role.id !== guild.id && role.name !== botName)
		.map((role) => h("label.check", h("input", { type: "checkbox", value: role.id, checked: mine.includes(role.id), on: { change } }), role.name));
	const locale = h("select", { label: "Language", on: { change } }, LOCALES.map((one) => h("option", { selected: one === me.locale }, one)));
	const name = h("input", { maxlength: "32", placeholder: "A new name", label: "A new name", required: true });
	function change() {
		const roles = boxes.map((box) => box.firstChild).filter((box) => box.checked).map((box) => box.value);
		attempt(() => act("person", { name: me.username, locale: locale.value, roles }));
	}
	const be = (who) => {
		box.close();
		emit("be", who);
	};
	const person = (user) => h("li", avatar(user, 32), h("span", h("strong", nameOf(user)), h("small", user.locale)), user === me ? h("span.tag", "you") : [
		button("secondary.small", "Be this person", () => be(user.username), { label: `Be ${nameOf(user)}` }),
		h("a.quiet.small", { href: `#${encodeURIComponent(user.username)}`, target: "_blank", label: `${nameOf(user)} in a new tab` }, "In a new tab"),
	]);
	const box = dialog("Who you are", [
		h("ul.people", [...users.values()].filter((user) => !user.bot).map(person)),
		h("fieldset.checks", h("legend", `${nameOf(me)}’s language`), locale), h("fieldset.checks", h("legend", `${nameOf(me)}’s roles`), boxes),
		h("label.field", h("span.label", "Somebody new"), name),
	], { verb: "Be somebody new", done: () => be(name.value.trim()) });
}
