// What happens, told to whoever listens.

const listeners = new Map();

/** Call this whenever one of these happens. */
export function on(names, act) {
	for (const name of [names].flat()) listeners.set(name, [...listeners.get(name) ?? [], act]);
}

/** Say that something has happened. */
export function emit(name, data) {
	for (const act of listeners.get(name) ?? []) act(data, name);
}
