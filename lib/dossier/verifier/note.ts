import { toHex } from "#lib/bytes/hex";
import { decodeCanonical, decodeHash } from "./base64-text.ts";
import { isSignedByKey, type LogKey } from "./log-key.ts";

/** One signature line; `id` is the key ID in hex. A line in another form has no bytes. */
export type SignatureLine = { line: string; name: string; id: string; bytes: Uint8Array<ArrayBuffer> | null };

/**
 * A checkpoint as far as its text can be read: `body` is what is signed. `tree` is null if origin, size or root are malformed.
 */
export type Note = {
  body: string;
  origin: string;
  tree: { size: number; root: Uint8Array<ArrayBuffer> } | null;
  signatures: SignatureLine[];
};

function parseSignature(line: string): SignatureLine {
  const [, name = "", encoded = ""] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
  const bytes = decodeCanonical(encoded);
  const isWhole = bytes !== null && bytes.length > 4;
  return { line, name, id: isWhole ? toHex(bytes.subarray(0, 4)) : "", bytes: isWhole ? bytes.slice(4) : null };
}

/** Splits a checkpoint (C2SP tlog-checkpoint) without verifying it. */
export function parseNote(text: string): Note {
  const end = text.indexOf("\n\n");
  const body = end < 0 ? text : text.slice(0, end + 1);
  const [origin = "", sizeText = "", rootText = "", ...more] = body.split("\n");
  const size = /^(?:0|[1-9][0-9]*)$/.test(sizeText) ? Number(sizeText) : Number.NaN;
  const root = decodeHash(rootText);
  const isTree = Number.isSafeInteger(size) && root !== null && more.join("\n") === "" && more.length === 1;
  const lines = end < 0 ? [] : text.slice(end + 2).split("\n");
  const isEnded = lines.at(-1) === "";
  return {
    body,
    origin,
    tree: isTree && isEnded ? { size, root } : null,
    signatures: (isEnded ? lines.slice(0, -1) : lines).map(parseSignature),
  };
}

/** Lines of unknown keys count for nothing. @throws UnsupportedError */
export async function isNoteSignedBy({ body, signatures }: Note, key: LogKey): Promise<boolean> {
  for (const { name, id, bytes } of signatures)
    if (name === key.name && id === key.id && bytes !== null)
      if (await isSignedByKey(key, new TextEncoder().encode(body), bytes)) return true;
  return false;
}

/** Inclusion proof of C2SP tlog-proof; `path` from the leaf's sibling upwards. */
export type InclusionProof = { index: number; path: Uint8Array<ArrayBuffer>[]; note: Note };

/** @returns null for a file in another form */
export function parseInclusionProof(text: string): InclusionProof | null {
  const end = text.indexOf("\n\n");
  const [type, indexLine = "", ...hashes] = text.slice(0, Math.max(0, end)).split("\n");
  const index = Number(/^index (0|[1-9][0-9]*)$/.exec(indexLine)?.[1] ?? Number.NaN);
  const path = hashes.map(decodeHash);
  if (type !== "c2sp.org/tlog-proof@v1" || !Number.isSafeInteger(index) || path.includes(null)) return null;
  return { index, path: path as Uint8Array<ArrayBuffer>[], note: parseNote(text.slice(end + 2)) };
}
