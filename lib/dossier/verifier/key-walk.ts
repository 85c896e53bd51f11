import { sameBytes } from "#lib/bytes/same-bytes";
import { type Entry, formatLeaf, isOpened, parseContent, readEntry } from "./entry.ts";
import { type LogKey, parseLogKey } from "./log-key.ts";
import { isNoteSignedBy, parseInclusionProof } from "./note.ts";
import type { Sha256 } from "./sha256.ts";
import { hashLeaf, rootOfProof } from "./tree-proof.ts";

/** Keys of a log, oldest first; `from` is the index of the rotation. `entry` and `proof` are those of the file, unverified. */
export type WalkKey = { key: LogKey; from: number; entry: unknown; proof: unknown };
export type KeyWalk = { origin: string; keys: readonly WalkKey[] };

/** Parses a keys file (LOG.md section 3) without verifying its rotations. @returns null for another form */
export function parseKeysFile(text: string, sha256: Sha256): KeyWalk | null {
  try {
    const { origin, keys } = JSON.parse(text) as { origin?: unknown; keys?: unknown };
    if (typeof origin !== "string" || !Array.isArray(keys) || keys.length === 0) return null;
    const walk = (keys as Record<string, unknown>[]).map(({ vkey, from, entry, proof }) => {
      const key = parseLogKey(String(vkey), sha256);
      return key === null || key.name !== origin ? null : { key, from: Number(from), entry, proof };
    });
    return walk.includes(null) ? null : { origin, keys: walk as WalkKey[] };
  } catch {
    return null;
  }
}

/** Says of one rotation why it does not lead from the former key to this one, or null if it does. */
async function findRotationFault(
  former: LogKey,
  { key, from, entry, proof }: WalkKey,
  sha256: Sha256,
): Promise<string | null> {
  const line: Entry | null = readEntry(entry, false);
  const shown = typeof proof === "string" ? parseInclusionProof(proof) : null;
  if (!line || !shown?.note.tree) return "the entry or its proof is malformed";
  const content = isOpened(sha256, line) ? parseContent(line.content) : null;
  if (line.index !== from || shown.index !== from || line.event !== "key_rotation") return "the entry is another one";
  if (content?.detail.from !== former.text || content.detail.to !== key.text) return "the entry names other keys";
  const { size, root } = shown.note.tree;
  const leafHash = hashLeaf(sha256, new TextEncoder().encode(formatLeaf(line)));
  const reached = rootOfProof(sha256, leafHash, { index: from, size, path: shown.path });
  if (shown.note.origin !== key.name || reached === null || !sameBytes(reached, root)) return "the proof is wrong";
  for (const signer of [former, key])
    if (!(await isNoteSignedBy(shown.note, signer))) return `the signature of ${signer.id} is missing`;
  return null;
}

/** Walks from the oldest key to the newest. @returns the faults, none if each step is proven @throws UnsupportedError */
export async function findWalkFaults({ keys }: KeyWalk, sha256: Sha256): Promise<{ from: number; fault: string }[]> {
  const faults: { from: number; fault: string }[] = [];
  for (const [at, key] of keys.entries()) {
    const former = keys[at - 1];
    if (former === undefined) continue;
    const fault =
      key.from > former.from || at === 1 ? await findRotationFault(former.key, key, sha256) : "the order is wrong";
    if (fault !== null) faults.push({ from: key.from, fault });
  }
  return faults;
}
