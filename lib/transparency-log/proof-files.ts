import { decodeHash } from "./canonical-base64.ts";
import { type CheckpointNote, parseCheckpointNote } from "./checkpoint-note.ts";

const inclusionType = "c2sp.org/tlog-proof@v1";

const lines = (head: readonly string[], hashes: readonly Buffer[], noteText: string) =>
  `${[...head, ...hashes.map((hash) => hash.toString("base64"))].join("\n")}\n\n${noteText}`;

/** Inclusion proof as a file (C2SP tlog-proof). */
export function formatInclusionProof(index: number, path: readonly Buffer[], noteText: string): string {
  return lines([inclusionType, `index ${index}`], path, noteText);
}

/** Consistency proof as a file: body of a request of C2SP tlog-witness. */
export function formatConsistencyProof(old: number, path: readonly Buffer[], noteText: string): string {
  return lines([`old ${old}`], path, noteText);
}

export type ProofFile = { number: number; path: Buffer[]; checkpoint: CheckpointNote };

function parseProof(text: string, head: readonly string[]): ProofFile | null {
  const at = text.indexOf("\n\n");
  const given = text.slice(0, Math.max(0, at)).split("\n");
  const own = given.slice(0, head.length);
  const last = own.at(-1)?.match(/^([a-z]+) (0|[1-9][0-9]*)$/);
  const isHead = own.every((line, index) =>
    index === head.length - 1 ? last?.[1] === head[index] : line === head[index],
  );
  const path = given.slice(head.length).map(decodeHash);
  const checkpoint = parseCheckpointNote(text.slice(at + 2));
  if (at < 0 || !isHead || !last || checkpoint === null || path.includes(null)) return null;
  return { number: Number(last[2]), path: path as Buffer[], checkpoint };
}

/** @returns null if this is not an inclusion proof; `number` is the index of the entry */
export const parseInclusionProof = (text: string): ProofFile | null => parseProof(text, [inclusionType, "index"]);

/** @returns null if this is not a consistency proof; `number` is the old size */
export const parseConsistencyProof = (text: string): ProofFile | null => parseProof(text, ["old"]);
