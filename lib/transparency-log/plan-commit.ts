import { randomBytes } from "node:crypto";
import type { LogCheckpointRow, LogEntryRow, LogSearchColumns } from "#lib/database/tables";
import { formatCanonicalObject } from "./canonical-json.ts";
import { signCheckpoint } from "./checkpoint-note.ts";
import type { Tile } from "./growing-tree.ts";
import { computeCommitment, hashOfLeaf, isLeaf, leafVersion, saltBytes } from "./leaf.ts";
import type { LogState } from "./log-state.ts";

/** `content` is canonical JSON; `at` is UTC milliseconds. `search` repeats texts of the content, by which entries are found. */
export type NewEntry = { at: number; event: string; content: string; search?: LogSearchColumns };

export const noSearch: LogSearchColumns = {
  subject: null,
  name: null,
  ticket: null,
  request_id: null,
  sr_id: null,
  evidence_id: null,
  artefact: null,
  outcome: null,
};

/** What one commit stores, and what the log is after it. */
export type Commit = {
  entries: LogEntryRow[];
  tiles: Tile[];
  checkpoint: LogCheckpointRow;
  after: LogState;
};

/** Content of an entry that the log itself writes. */
export const formatLogContent = (detail: Parameters<typeof formatCanonicalObject>[0]): string =>
  `{"detail":${formatCanonicalObject(detail)}}`;

/** Entry that names both keys; its checkpoint carries both signatures. */
function rotationEntry({ keys: { current, retiring } }: LogState, at: number): NewEntry[] {
  if (retiring === null) return [];
  const detail = { from: retiring.verifierKey.text, to: current.verifierKey.text };
  return [{ at, event: "key_rotation", content: formatLogContent(detail) }];
}

/**
 * Computes a commit behind the state, without changing it.
 * @param now UTC milliseconds
 * @throws TypeError for an entry that has no leaf, such as an event in capitals
 */
export function planCommit(state: LogState, contents: readonly NewEntry[], now: number): Commit {
  const { log, origin, keys } = state;
  const tree = state.tree.clone();
  const before = tree.size;
  const all = [...rotationEntry(state, now), ...contents];
  const salts = randomBytes(saltBytes * all.length);
  const tiles: Tile[] = [];
  const entries = all.map(({ at, event, content, search = noSearch }, position) => {
    const salt = salts.subarray(position * saltBytes, (position + 1) * saltBytes);
    const leaf = { index: before + position, at, event, commitment: computeCommitment(salt, content) };
    if (!isLeaf(leaf))
      throw new TypeError("An entry of the log needs a time of the years 1970 to 9999 and an event in lower case.");
    tiles.push(...tree.push(hashOfLeaf(leaf)));
    return { log, ...leaf, v: leafVersion, salt: salt.toString("base64"), content, ...search };
  });
  const root = tree.root();
  const signers = keys.retiring === null ? [keys.current] : [keys.retiring, keys.current];
  const note = signCheckpoint({ origin, size: tree.size, root }, signers);
  const rootText = root.toString("base64");
  return {
    entries,
    tiles,
    checkpoint: { log, size: tree.size, size_before: before, at: now, root: rootText, note },
    after: { log, origin, tree, root: rootText, note, keys: { current: keys.current, retiring: null } },
  };
}
