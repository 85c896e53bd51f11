/** What the worker needs to read data, in one piece that is loaded when it is first wanted. */

export { hashBlob } from "#lib/bytes/sha256";
export { detectFileType } from "#lib/formats/media/detect-file-type";
export { checkAll } from "./check-all.ts";
export { checkEntry } from "./check-entry.ts";
