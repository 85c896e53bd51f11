/** Bundles the data readers in one chunk that the worker loads on demand. */

export { digestBlob } from "#lib/bytes/digest-blob";
export { checkAll } from "./check-all.ts";
export { checkEntry } from "./check-entry.ts";
export { warmUp } from "./warm-up.ts";
