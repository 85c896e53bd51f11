/** What the worker needs to read data, in one piece that is loaded when it is first wanted. */
export { checkAll } from "./check-all.ts";
export { checkEntry } from "./check-entry.ts";
export { identifyContent } from "./identify.ts";
export { hashBlob } from "./sha256.ts";
