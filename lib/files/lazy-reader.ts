/** Bundles the data readers in one chunk that the worker loads on demand. */

export { hashBlob } from "#lib/bytes/sha256";
export { checkAll } from "./check-all.ts";
export { checkEntry } from "./check-entry.ts";
