import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import type { CheckpointNote } from "./checkpoint-note.ts";
import { type AuditKeys, type SigningKey, signingKeyOf } from "./log-keys.ts";
import { isSignedBy } from "./signed-note.ts";

/** Keys that sign the next checkpoint. `retiring` is the key that the next commit replaces by `current`. */
export type WritingKeys = { current: SigningKey; retiring: SigningKey | null };

/** No key of AUDIT_KEY may continue the log. */
export class LogKeyError extends Error {
  override readonly name = "LogKeyError";
}

/** Reads the `from` of the rotations of a log: verifier keys that never sign again. */
async function readRetired(tables: Kysely<Tables>, log: number): Promise<string[]> {
  const rows = await tables
    .selectFrom("log_entries")
    .select("content")
    .where("log", "=", log)
    .where("event", "=", "key_rotation")
    .execute();
  return rows.flatMap(({ content }) => {
    try {
      return String((JSON.parse(content ?? "") as { detail: { from: unknown } }).detail.from);
    } catch {
      return [];
    }
  });
}

/**
 * Finds the key that signed the newest checkpoint, and the key that signs the next one: the first of AUDIT_KEY, unless that is retired.
 * @throws LogKeyError if AUDIT_KEY lacks the current key, or its signature is not good
 */
export async function chooseKeys(
  tables: Kysely<Tables>,
  log: number,
  { origin, note, size }: CheckpointNote,
  keys: AuditKeys,
): Promise<WritingKeys> {
  const own = keys.map((key) => signingKeyOf(key, origin));
  // The last line is the newest key's: a rotation's checkpoint has the retired key's first.
  const last = note.signatures.findLast(({ name }) => name === origin);
  const current = own.find(({ verifierKey }) => verifierKey.id === last?.id);
  if (current === undefined)
    throw new LogKeyError(
      `AUDIT_KEY: the access log of ${size} entries is signed with key ${last?.id ?? "(none)"}, which AUDIT_KEY doesn't contain. Set both keys, the new one first. Example: AUDIT_KEY=new,old. If the old key is lost, run "npm run audit:restart".`,
    );
  if (!isSignedBy(note, current.verifierKey))
    throw new LogKeyError(
      `The newest checkpoint of the access log (${size} entries) has a wrong signature. Run "npm run audit:verify".`,
    );
  const [newest = current] = own;
  if (newest.verifierKey.id === current.verifierKey.id) return { current, retiring: null };
  if ((await readRetired(tables, log)).includes(newest.verifierKey.text)) return { current, retiring: null };
  return { current: newest, retiring: current };
}
