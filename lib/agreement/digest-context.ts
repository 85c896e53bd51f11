import type { NodeReader } from "#lib/formats/json/node-reader";
import { normalizeMemberName } from "./member-words.ts";
import type { DigestContext } from "./model.ts";
import { findNameEnd, findValueEnd, findValueStart, kindOf, readPrimitiveText } from "./primitive-spans.ts";

/** Members beside a digest that name its file, the file's size, and when it was captured. */
const fileNames = new Set(["path", "name", "filename", "file", "filepath", "entry"]);
const sizeNames = new Set(["size", "sizebytes", "bytes", "length", "filesize"]);

const timeNames = new Set(["captured", "capturedat", "capturetime", "captureddate", "taken", "takenat", "recordedat"]);

const maxNames = 64;
const maxTextBytes = 4096;

/** Role of a member beside a digest. */
export type DigestContextRole = "file" | "size" | "time" | null;

/** @param names names from the top to the member */
export function readRole(names: readonly string[]): DigestContextRole {
  const plain = normalizeMemberName(names.at(-1) ?? "");
  if (fileNames.has(plain)) return "file";
  if (timeNames.has(plain)) return "time";
  return sizeNames.has(plain) ? "size" : null;
}

/** Reads the first file name, size and capture time of an object. `roleOf` receives the quoted name's offsets. */
export function readDigestContext(
  reader: NodeReader,
  container: number,
  roleOf: (from: number, to: number) => DigestContextRole,
): DigestContext {
  const { bytes, index } = reader;
  const beside: DigestContext = { claimedName: null, claimedSizeBytes: null, claimedTime: null };
  let left = maxNames;
  for (const node of reader.children(container)) {
    if (left-- === 0) break;
    const nameFrom = index.offsetOf(node);
    const nameTo = findNameEnd(bytes, nameFrom);
    const role = roleOf(nameFrom, nameTo);
    if (role === null) continue;
    const from = findValueStart(bytes, nameTo);
    const kind = kindOf(bytes[from] ?? 0);
    const to = findValueEnd(bytes, from, -1);
    if (to - from > maxTextBytes) continue;
    if (role === "file" && kind === "string") beside.claimedName ??= readPrimitiveText(bytes, from, to);
    if (role === "time" && kind === "string") beside.claimedTime ??= readPrimitiveText(bytes, from, to);
    if (role === "size" && kind === "number") beside.claimedSizeBytes ??= Number(readPrimitiveText(bytes, from, to));
  }
  return beside;
}
