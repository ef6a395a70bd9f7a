// The one connection to the playground: what happens comes in, what the viewer does goes out.

import { emit } from "./bus.js";

const RETRY_MS = 1500, TAKEN_OVER = 4001;
const waiting = new Map();
let socket, asked = 0;

/** Connect as a person, in place of whoever was connected. */
export function connect(user) {
	const former = socket;
	const mine = socket = new WebSocket(new URL(`socket?user=${encodeURIComponent(user)}`, location.href.replace("http", "ws").split("#")[0]));
	former?.close();
	mine.onmessage = ({ data }) => receive(JSON.parse(data));
	mine.onclose = ({ code }) => {
		if (mine !== socket) return;
		for (const { no } of waiting.values()) no(new Error("The connection to the playground was lost."));
		waiting.clear();
		const taken = code === TAKEN_OVER;
		emit("lost", { taken, user });
		if (!taken) setTimeout(() => mine === socket && connect(user), RETRY_MS);
	};
}

function receive({ t, re, d, error }) {
	if (t) return emit(t, d);
	const { yes, no } = waiting.get(re) ?? {};
	waiting.delete(re);
	return error === undefined ? yes?.(d) : no?.(new Error(error));
}

/** Do something; returns what came of it, and throws with the reason when it cannot be done. */
export function act(what, fields, wrap = (head) => head) {
	return new Promise((yes, no) => {
		if (socket.readyState !== WebSocket.OPEN) return no(new Error("The playground is not connected."));
		waiting.set(++asked, { yes, no });
		return socket.send(wrap(JSON.stringify({ ...fields, id: asked, do: what })));
	});
}

