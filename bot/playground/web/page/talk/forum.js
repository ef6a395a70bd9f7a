// A forum: its posts, and a new one.

import { emit, h, icon, nameOf, showTime, store } from "../core/core.js";
import { openPost } from "./post.js";

const SHIFT = 22n, EPOCH = 1420070400000;

/** Return the moment that an id carries, in milliseconds. */
export const createdAt = (id) => Number(BigInt(id) >> SHIFT) + EPOCH;

/** Return what a forum shows. */
export function drawForum(forum) {
	const posts = store.guild.threads.filter((thread) => thread.parent_id === forum.id)
		.sort((a, b) => createdAt(b.last_message_id ?? b.id) - createdAt(a.last_message_id ?? a.id));
	return h("div.forum",
		h("div.forum-head", h("h2", forum.name),
			h("button.primary", { click: () => openPost(forum) }, icon("plus"), "New post")),
		posts.length ? posts.map((post) => card(post, forum)) : h("p.muted", "There is no post yet."));
}

function card(post, forum) {
	const tags = (forum.available_tags ?? []).filter((tag) => (post.applied_tags ?? []).includes(tag.id));
	const when = createdAt(post.last_message_id ?? post.id);
	return h("button.post", { click: () => emit("go", post.id) },
		h("span.post-tags", tags.map((tag) => h("span.chip", tag.name))),
		h("strong", post.name),
		h("small", `${nameOf(store.users.get(post.owner_id))} • ${post.message_count ?? 0} messages • `, h("time", { data: { r: when } }, showTime(when, "R"))));
}
