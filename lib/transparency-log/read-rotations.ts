import { isOpened, parseEntryLine } from "./entry-line.ts";
import { hashOfLeaf } from "./leaf.ts";
import { parseInclusionProof } from "./proof-files.ts";
import { isSignedBy } from "./signed-note.ts";
import { parseLogDetail, type Rotation } from "./structural-entries.ts";
import { rootOfInclusion } from "./tree-proofs.ts";
import { fail } from "./verification-failure.ts";
import { parseVerifierKey } from "./verifier-key.ts";

type GivenKey = { vkey?: unknown; from?: unknown; entry?: unknown; proof?: unknown };

/** Reads one rotation of a keys file, and checks that its entry is in the log and that both keys signed it. */
function readRotation(former: string, { vkey, from, entry, proof }: GivenKey, origin: string): Rotation {
  const index = Number(from);
  const given = parseEntryLine(JSON.stringify(entry ?? null))?.entry;
  const shown = typeof proof === "string" ? parseInclusionProof(proof) : null;
  const wrong = (detail: string): never => fail(index, "key_changed_without_rotation", detail);
  if (!given || !shown || given.index !== index || shown.number !== index || !isOpened(given))
    return wrong(`The keys file has no valid rotation to its key from entry ${index + 1} on.`);
  const detail = parseLogDetail(given.content);
  if (given.event !== "key_rotation" || detail.from !== former || detail.to !== vkey)
    return wrong(`Entry ${index + 1} does not rotate the keys that the keys file names.`);
  const { checkpoint, path } = shown;
  const root = rootOfInclusion(hashOfLeaf(given), index, checkpoint.size, path);
  if (checkpoint.origin !== origin || !root?.equals(checkpoint.root))
    return wrong(`The rotation at entry ${index + 1} is not in the log of its checkpoint.`);
  for (const key of [former, String(vkey)])
    if (!isSignedBy(checkpoint.note, parseVerifierKey(key)))
      return wrong(`The checkpoint of the rotation at entry ${index + 1} lacks the signature of ${key.split("+")[1]}.`);
  return { index, from: former, to: String(vkey) };
}

/** Walks a keys file from key to key. @returns its rotations, none for a single key */
export function readRotations(keys: unknown, origin: string): Rotation[] {
  const list = (keys as { keys?: unknown } | null)?.keys;
  if (!Array.isArray(list)) return [];
  const given = list as GivenKey[];
  return given.slice(1).map((key, at) => readRotation(String(given[at]?.vkey), key, origin));
}
