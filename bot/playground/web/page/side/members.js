// The people of the server, by role.

import { on } from "../core/bus.js";
import { h } from "../core/dom.js";
import { memberOf, nameOf, rolesOf, store } from "../core/store.js";
import { avatar } from "../draw/names.js";
import { emit } from "../core/bus.js";
import { definePanel } from "./panel.js";

function draw() {
  const groups = new Map();
  for (const user of store.users.values()) {
    const member = memberOf(user.id);
    if (!member) continue;
    const label = user.bot ? "Apps" : rolesOf(member)[0]?.name ?? "Members";
    groups.set(label, [...groups.get(label) ?? [], user]);
  }
  const rank = (label) => label === "Apps" ? -2 : store.guild.roles.find((role) => role.name === label)?.position ?? -1;
  return [...groups].sort(([a], [b]) => rank(b) - rank(a)).map(([label, users]) => h("section", null, h("h3", null, `${label} — ${users.length}`),
    users.map((user) => h("button", { class: "member", "aria-haspopup": "menu", click: (press) => emit("menu:user", { user, press }) },
      avatar(user, 32), h("span", null, nameOf(user), user.bot && h("span", { class: "tag" }, "APP"), user.id === store.guild.owner_id && h("span", { title: "Owner" }, " 👑"),
        h("small", null, user.bot ? store.bot.connected ? "online" : "offline" : user.id === store.me.id ? "you" : user.locale))))));
}

definePanel("Members", draw);
on(["world", "ready"], () => emit("panel:redraw", "Members"));
