// What every other module uses.
export * from "./bus.js";
export * from "./dom.js";
export * from "./list.js";
export * from "./say.js";
export * from "./socket.js";
export * from "./store.js";
export * from "./time.js";
