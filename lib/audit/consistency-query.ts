import { fetchApi } from "#lib/api-client";
import { decodeBase64 } from "#lib/bytes/base64";
import { apiPaths } from "#lib/paths";
import { hashNodeInBrowser, isConsistent } from "#lib/transparency-log/check-consistency";
import {
  type CheckpointText,
  parseCheckpointText,
  parseCheckpointTexts,
  parseConsistencyText,
} from "#lib/transparency-log/checkpoint-text";

/** What a comparison with a checkpoint from elsewhere says. `proof` is the file of the consistency proof. */
export type ConsistencyFinding =
  | { result: "consistent" | "inconsistent"; old: number; size: number; proof: string }
  | { result: "cut"; old: number; size: number }
  | { result: "other_log"; origin: string }
  | { result: "no_checkpoint" };

/** Largest file that is read: shipped output of many years has more, but its last lines suffice. */
const maxBytes = 16 * 1024 * 1024;

/** @throws ApiError if the server refuses, or its answer is not a checkpoint */
export async function fetchCheckpoint(): Promise<CheckpointText> {
  const path = apiPaths.auditCheckpoint();
  const checkpoint = parseCheckpointText(await (await fetchApi(path)).text());
  if (checkpoint) return checkpoint;
  throw new TypeError("The answer is not a checkpoint.");
}

/**
 * Compares the log with the largest checkpoint of the file that is of this log. The proof is computed here, from hashes that the
 * server sends, so that the server cannot claim what is not so.
 * @throws ApiError if the server refuses
 */
export async function compareWithFile(file: Blob): Promise<ConsistencyFinding> {
  const held = parseCheckpointTexts(await file.slice(-maxBytes).text());
  const [first] = held;
  if (first === undefined) return { result: "no_checkpoint" };
  const current = await fetchCheckpoint();
  const own = held.filter(({ origin }) => origin === current.origin);
  if (own.length === 0) return { result: "other_log", origin: first.origin };
  const old = own.reduce((far, next) => (next.size > far.size ? next : far));
  if (old.size > current.size) return { result: "cut", old: old.size, size: current.size };
  const proof = await (await fetchApi(apiPaths.auditConsistency(old.size))).text();
  const read = parseConsistencyText(proof);
  const { size } = read?.checkpoint ?? current;
  const isProven =
    read !== null &&
    read.old === old.size &&
    read.checkpoint.origin === old.origin &&
    (await isConsistent(
      { size: old.size, root: decodeBase64(old.root) },
      { size, root: decodeBase64(read.checkpoint.root) },
      read.path.map(decodeBase64),
      hashNodeInBrowser,
    ));
  return { result: isProven ? "consistent" : "inconsistent", old: old.size, size, proof };
}
