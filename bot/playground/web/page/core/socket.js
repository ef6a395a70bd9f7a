// The one connection to the playground: what happens comes in, what the viewer does goes out.

import { emit } from "./bus.js";

const RETRY_MS = 1500;
const TAKEN_OVER = 4001;

let socket = null;
let asked = 0;
const waiting = new Map();

/** Connect as a person, in place of whoever was connected. */
export function connect(user) {
	const url = new URL(`socket?user=${encodeURIComponent(user)}`, location.href);
	url.protocol = "ws:";
	url.hash = "";
	const former = socket;
	const mine = new WebSocket(url);
	socket = mine;
	former?.close();
	mine.addEventListener("message", (frame) => receive(JSON.parse(frame.data)));
	mine.addEventListener("close", (closed) => {
		if (mine !== socket) return;
		for (const { no } of waiting.values()) no(new Error("The connection to the playground was lost."));
		waiting.clear();
		const taken = closed.code === TAKEN_OVER;
		emit("lost", { taken, user });
		if (!taken) setTimeout(() => mine === socket && connect(user), RETRY_MS);
	});
}

function receive(frame) {
	if (frame.t) return emit(frame.t, frame.d);
	const answer = waiting.get(frame.re);
	waiting.delete(frame.re);
	if (frame.error === undefined) answer?.yes(frame.d);
	else answer?.no(new Error(frame.error));
}

/** Do something; returns what came of it, and throws with the reason when it cannot be done. */
export function act(what, fields = {}) {
	return request(what, fields, (head) => head);
}

/** Hand over a file; returns the handle by which a message or a command can name it. */
export async function upload(file) {
	const fields = { name: file.name, type: file.type };
	return (await request("upload", fields, (head) => new Blob([head, "\n", file]))).file;
}

function request(what, fields, wrap) {
	return new Promise((yes, no) => {
		if (socket?.readyState !== WebSocket.OPEN) return no(new Error("The playground is not connected."));
		const id = ++asked;
		waiting.set(id, { yes, no });
		socket.send(wrap(JSON.stringify({ ...fields, id, do: what })));
	});
}
