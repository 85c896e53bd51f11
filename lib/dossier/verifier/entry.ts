import { toHex } from "#lib/bytes/hex";
import { decodeCanonical, decodeHash } from "./base64-text.ts";
import type { Sha256 } from "./sha256.ts";

/** What the tree proves of an entry (LOG.md section 1). */
export type Leaf = { index: number; at: string; event: string; commitment: string };

/** An entry with its proof; `salt` and `content` are null together: erased, or withheld. */
export type Entry = Leaf & {
  salt: Uint8Array<ArrayBuffer> | null;
  content: string | null;
  path: Uint8Array<ArrayBuffer>[];
};

const leafForm =
  /^\{"at":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)","commitment":"([0-9a-f]{64})","event":"([a-z_]+)","index":(0|[1-9]\d*),"v":2\}$/;

export function formatLeaf({ index, at, event, commitment }: Leaf): string {
  return `{"at":"${at}","commitment":"${commitment}","event":"${event}","index":${index},"v":2}`;
}

function isLeaf(leaf: Leaf): boolean {
  return Number.isSafeInteger(leaf.index) && leafForm.test(formatLeaf(leaf)) && !Number.isNaN(Date.parse(leaf.at));
}

/** @returns null unless the text is a leaf of version 2, to the byte */
export function parseLeaf(text: string): Leaf | null {
  const [, at = "", commitment = "", event = "", index = ""] = leafForm.exec(text) ?? [];
  const leaf = { index: Number(index || Number.NaN), at, event, commitment };
  return isLeaf(leaf) ? leaf : null;
}

const names = "index,at,event,commitment,salt,content";

/** Checks one entry line that is parsed already. @returns null for another form */
export function readEntry(value: unknown, hasPath: boolean): Entry | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const line = value as { [name: string]: unknown };
  if (Object.keys(line).join(",") !== (hasPath ? `${names},path` : names)) return null;
  const { index, at, event, commitment, salt, content } = line;
  if (typeof index !== "number" || typeof at !== "string" || typeof event !== "string") return null;
  const leaf = { index, at, event, commitment: String(commitment) };
  const path = hasPath ? (Array.isArray(line.path) ? line.path.map(decodeHash) : [null]) : [];
  if (!isLeaf(leaf) || path.includes(null)) return null;
  const hashes = path as Uint8Array<ArrayBuffer>[];
  if (salt === null && content === null) return { ...leaf, salt: null, content: null, path: hashes };
  const bytes = typeof salt === "string" ? decodeCanonical(salt) : null;
  return bytes?.length === 32 && typeof content === "string" ? { ...leaf, salt: bytes, content, path: hashes } : null;
}

/** SHA-256 (salt ‖ content) in lower-case hex. */
export function commitmentOf(sha256: Sha256, salt: Uint8Array, content: Uint8Array): string {
  return toHex(sha256(salt, content));
}

/** True if salt and content are those of the commitment. */
export function isOpened(sha256: Sha256, { salt, content, commitment }: Entry): boolean {
  return (
    salt !== null && content !== null && commitmentOf(sha256, salt, new TextEncoder().encode(content)) === commitment
  );
}

/** Content of an entry as far as a verifier needs it; null if it is not an object. */
export type Content = {
  srId?: unknown;
  evidenceId?: unknown;
  artefact?: unknown;
  outcome?: unknown;
  sha256?: unknown;
  detail: Record<string, unknown>;
};

export function parseContent(text: string | null): Content | null {
  try {
    const value: unknown = JSON.parse(text ?? "");
    if (typeof value !== "object" || value === null) return null;
    const { detail, ...rest } = value as { detail?: unknown };
    return {
      ...rest,
      detail: typeof detail === "object" && detail !== null ? (detail as Record<string, unknown>) : {},
    };
  } catch {
    return null;
  }
}
