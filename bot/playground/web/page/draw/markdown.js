// Discord's Markdown as elements; text that is no mark stays text.

import { button, emit, h, timestamp } from "../core/core.js";
import { link, mention } from "./names.js";

const DEEPEST = 8;
const INNER = String.raw`(?:\\.|[^\\])+?`;
const INLINE = new RegExp([
	String.raw`\\(?<escaped>[^0-9A-Za-z\s])`,
	"(?<ticks>`+)(?<code>.+?)(?<!`)\\k<ticks>(?!`)",
	"<t:(?<time>-?\\d{1,13})(?::(?<style>[tTdDfFR]))?>",
	"<(?<sigil>@!?|@&|#)(?<id>\\d{1,20})>",
	"</(?<command>[^:>\\n]{1,100}):\\d{1,20}>",
	"<a?:(?<emoji>\\w{2,32}):\\d{1,20}>",
	"<(?<bare>https?://[^\\s<>]+)>",
	String.raw`\[(?<label>(?:\\.|\[[^\[\]\n]*\]|[^\[\]\\\n])+)\]\(<?(?<target>https?://(?:[^\s()<>]|\([^\s()<>]*\))+)>?(?: "[^"\n]*")?\)`,
	"(?<url>https?://[^\\s<>]*[^\\s<>\"'`)\\].,:;!?*_~|])",
	String.raw`\*\*(?<strong>${INNER})\*\*(?!\*)`,
	`__(?<u>${INNER})__(?!_)`,
	`~~(?<s>${INNER})~~`,
	String.raw`\|\|(?<spoiler>${INNER})\|\|`,
	String.raw`\*(?<star>(?!\s)(?:\\.|\*\*[^*]+\*\*|[^\\*])+)\*(?!\*)`,
	String.raw`(?<!\w)_(?<low>${INNER})_(?!\w)`,
	"(?<all>@everyone|@here)",
].join("|"), "gs");
const FENCE = /```(?:([\w+-]+)\n)?\n?(.*?)\n?```/gs;
const LINE = /^(?:(?<heading>#{1,3}) +(?<title>.+)|-# +(?<subtext>.+)|(?<indent> *)(?<bullet>[-*]|\d{1,9}\.) +(?<item>.+)|> (?<quote>.*))$/s;
const ONLY_EMOJI = /^[\p{Extended_Pictographic}\u{FE0F}\u{200D}\u{1F3FB}-\u{1F3FF}\s]{1,60}$/u;

/** Return one run of text with its marks drawn, as nodes. */
export function inline(text, depth = DEEPEST) {
	if (!depth) return [text];
	const nodes = [];
	let at = 0;
	for (const match of text.matchAll(INLINE)) {
		nodes.push(text.slice(at, match.index), draw(match.groups, depth - 1));
		at = match.index + match[0].length;
	}
	nodes.push(text.slice(at));
	return nodes.filter((node) => node !== "");
}

function draw(part, depth) {
	for (const tag of ["strong", "u", "s"]) if (part[tag] !== undefined) return h(tag, inline(part[tag], depth));
	if (part.star !== undefined || part.low !== undefined) return h("em", inline(part.star ?? part.low, depth));
	if (part.spoiler !== undefined) return spoiler(inline(part.spoiler, depth));
	if (part.label !== undefined) return link(part.target, inline(part.label, depth));
	if (part.escaped !== undefined) return part.escaped;
	if (part.code !== undefined) return h("code", part.code.trim() || part.code);
	if (part.time !== undefined) return timestamp(Number(part.time) * 1000, part.style);
	if (part.id !== undefined) return mention(part.sigil.replace("!", ""), part.id);
	if (part.emoji !== undefined) return `:${part.emoji}:`;
	if (part.all !== undefined) return h("span.mention", part.all);
	if (part.command !== undefined) {
		return button("mention", `/${part.command}`, () => emit("type", `/${part.command} `));
	}
	return link(part.bare ?? part.url, part.bare ?? part.url);
}

/** Return something that is only seen once it is pressed. */
export function spoiler(children, tag = "span") {
	const hidden = h(`${tag}.spoiled`, { inert: true, tabindex: "-1" }, children);
	const cover = h("button.cover", {
		label: "Spoiler: press to show",
		click: () => {
			hidden.inert = false;
			cover.remove();
			hidden.focus({ preventScroll: true });
		},
	});
	return h(`${tag}.spoiler`, hidden, cover);
}

/** Return a whole text, with headings, lists, quotes and code blocks. */
export function markdown(text) {
	return ONLY_EMOJI.test(text) ? h("div.only-emoji", text) : h("div.md", blocks(text));
}

function blocks(text) {
	const nodes = [];
	let at = 0;
	for (const fence of text.matchAll(FENCE)) {
		nodes.push(...lines(text.slice(at, fence.index).replace(/\n$/, "")));
		nodes.push(h("pre", h("code", fence[2])));
		at = fence.index + fence[0].length;
	}
	const rest = text.slice(at);
	nodes.push(...lines(at ? rest.replace(/^\n/, "") : rest));
	return nodes;
}

function lines(text) {
	if (!text) return [];
	const quoted = text.search(/^>>> /m);
	if (quoted >= 0) return [...lines(text.slice(0, Math.max(quoted - 1, 0))), h("blockquote", lines(text.slice(quoted + 4)))];
	const nodes = [];
	let run = [], kind = null;
	const flush = () => {
		if (run.length) nodes.push(h(kind, inline(run.join("\n"))));
		run = [];
	};
	for (const line of text.split("\n")) {
		const part = LINE.exec(line)?.groups;
		const its = !part ? "p" : part.quote !== undefined ? "blockquote" : null;
		if (its !== kind) flush();
		kind = its;
		if (kind) run.push(part ? part.quote : line);
		else nodes.push(block(part));
	}
	flush();
	return nodes;
}

function block(part) {
	// What a message calls a heading must not become one of the page.
	if (part.heading) return h(`p.heading-${part.heading.length}`, inline(part.title));
	if (part.subtext) return h("p.subtext", inline(part.subtext));
	const sign = /\d/.test(part.bullet) ? part.bullet : "•";
	const item = h("p.item", sign, h("span", inline(part.item)));
	item.style.setProperty("--deep", Math.min(part.indent.length >> 1, 4));
	return item;
}

/** Return what a text says without its marks and spoilers, on one line: to be read out, or as a summary. */
export function plain(text, length = 200) {
	const drawn = h("span", inline(text.replace(/^(-#|#+|>) /gm, "")));
	for (const spoiled of drawn.querySelectorAll(".spoiled")) spoiled.textContent = "spoiler";
	const flat = drawn.textContent.replace(/\s+/g, " ").trim();
	return flat.length > length ? `${flat.slice(0, length)}…` : flat;
}
