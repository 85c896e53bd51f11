import { hash } from "node:crypto";
import { hashLeaf } from "./merkle-tree.ts";

/** What the tree proves of an entry: `at` is UTC milliseconds, `commitment` lower-case hex. It holds nothing personal. */
export type Leaf = { index: number; at: number; event: string; commitment: string };

/** Version of the leaf. */
export const leafVersion = 2;
export const saltBytes = 32;

/** Last millisecond of the year 9999, the last time with four digits of the year. */
const latest = 253_402_300_799_999;

/** Reports a leaf that this version cannot write, such as an event in capitals. */
export function isLeaf({ index, at, event, commitment }: Leaf): boolean {
  return (
    Number.isSafeInteger(index) &&
    index >= 0 &&
    Number.isSafeInteger(at) &&
    at >= 0 &&
    at <= latest &&
    /^[a-z_]+$/.test(event) &&
    /^[0-9a-f]{64}$/.test(commitment)
  );
}

/** The leaf's bytes, as text in UTF-8. */
export function formatLeaf({ index, at, event, commitment }: Leaf): string {
  const time = new Date(at).toISOString();
  return `{"at":"${time}","commitment":"${commitment}","event":"${event}","index":${index},"v":${leafVersion}}`;
}

export const hashOfLeaf = (leaf: Leaf): Buffer => hashLeaf(formatLeaf(leaf));

/** SHA-256 (salt ‖ content) in lower-case hex. @param content canonical text */
export function computeCommitment(salt: Uint8Array, content: string): string {
  return hash("sha256", Buffer.concat([salt, Buffer.from(content)]), "hex");
}
