// The people of the server, by role.

import { emit, h, memberOf, nameOf, on, store } from "../core/core.js";
import { avatar, personButton } from "../draw/names.js";
import { definePanel } from "./panel.js";

function draw() {
	const groups = new Map();
	for (const user of store.users.values()) {
		const member = memberOf(user.id);
		if (!member) continue;
		const label = user.bot ? "Apps" : store.guild.roles.findLast(({ id }) => member.roles.includes(id))?.name ?? "Members";
		groups.set(label, [...groups.get(label) ?? [], user]);
	}
	const rank = (label) => label === "Apps" ? -2 : store.guild.roles.find((role) => role.name === label)?.position ?? -1;
	return [...groups].sort(([a], [b]) => rank(b) - rank(a)).map(([label, users]) => h("section", h("h3", `${label} — ${users.length}`),
		users.map((user) => personButton(user, [avatar(user, 32), h("span", nameOf(user), user.bot && h("span.tag", "APP"), user.id === store.guild.owner_id && h("span", { title: "Owner" }, " 👑"),
				h("small", user.bot ? store.bot.connected ? "online" : "offline" : user.id === store.me.id ? "you" : user.locale))], "member"))));
}

definePanel("Members", draw);
on(["world", "ready"], () => emit("panel:redraw", "Members"));
