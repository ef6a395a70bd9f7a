// Who the viewer is: another person, a language, roles, and people in tabs of their own.

import { act, attempt, button, check, emit, h, memberOf, nameOf, store, theBot, ticked } from "../core/core.js";
import { person } from "../draw/names.js";
import { dialog } from "../talk/dialog.js";

export function openPerson() {
	const { me, guild, users } = store;
	const mine = memberOf(me.id).roles;
	const boxes = guild.roles.filter((role) => role.id !== guild.id && role.name !== nameOf(theBot()))
		.map((role) => check(role.name, { value: role.id, checked: mine.includes(role.id), on: { change } }));
	const locale = h("select", { label: "Language", on: { change } }, store.locales.map((one) => h("option", { selected: one === me.locale }, one)));
	const name = h("input", { maxlength: "32", placeholder: "A new name", label: "A new name", required: true });
	function change() {
		attempt(() => act("person", { name: me.username, locale: locale.value, roles: ticked(boxes) }));
	}
	const be = (who) => {
		box.close();
		emit("be", who);
	};
	const line = (user) => h("li", person(user, user.locale), user === me ? h("span.tag", "you") : [
		button("secondary.small", "Be this person", () => be(user.username), { label: `Be ${nameOf(user)}` }),
		h("a.quiet.small", { href: `#${encodeURIComponent(user.username)}`, target: "_blank", label: `${nameOf(user)} in a new tab` }, "In a new tab"),
	]);
	const box = dialog("Who you are", [
		h("ul.people", [...users.values()].filter((user) => !user.bot).map(line)),
		h("fieldset.checks", h("legend", `${nameOf(me)}’s language`), locale), h("fieldset.checks", h("legend", `${nameOf(me)}’s roles`), boxes),
		h("label.field", h("span.label", "Somebody new"), name),
	], { verb: "Be somebody new", done: () => be(name.value.trim()) });
}
