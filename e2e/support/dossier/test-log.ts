import { toNewEntry } from "#lib/audit/canonical-content";
import { type AuditEventName, emptyAuditEvent, parseInput } from "#lib/audit/model";
import { appendLeaves } from "#lib/transparency-log/append-leaves";
import { type EntryLine, toEntryLine } from "#lib/transparency-log/entry-line";
import type { NewEntry } from "#lib/transparency-log/plan-commit";
import { type KeysFile, readKeysFile } from "#lib/transparency-log/read-keys-file";
import { readEntryProof } from "#lib/transparency-log/read-proofs";
import { openTestLog, type TestLog } from "../audit-log.ts";
import { appendGroups, newKey, oldKey, withKeys } from "../tree-log.ts";
import { ids, madeAt } from "./test-case.ts";

/** A real log in SQLite whose key was rotated once, with custody of the test case. */
export type DossierLog = TestLog & { custody: number[] };

/** An entry of the test case. */
export function caseEntry(
  event: AuditEventName,
  more: {
    sha256?: string;
    bytes?: number;
    artefact?: string;
    outcome?: string;
    detail?: Record<string, string | number>;
  } = {},
): NewEntry {
  const person = { subject: "u-1", name: "Ada", role: "reviewer" };
  const input = parseInput(
    {
      ...emptyAuditEvent,
      event,
      person,
      ...ids,
      artefact: event === "dossier" ? "dossier" : "record",
      ...more,
    },
    madeAt.getTime(),
  );
  return toNewEntry(input);
}

export async function appendCase(log: DossierLog, entry: NewEntry): Promise<number> {
  const { indexes } = await appendLeaves(withKeys(log.target, newKey, oldKey), [entry], null);
  return indexes.at(-1) as number;
}

export async function openDossierLog(): Promise<DossierLog> {
  const log = await openTestLog([newKey, oldKey], () => madeAt.getTime());
  const own = { ...log, custody: [] as number[] };
  await appendGroups(withKeys(log.target, oldKey), [1, 3, 20]);
  for (const event of ["release", "release_outcome", "release"] as const)
    own.custody.push(await appendCase(own, caseEntry(event)));
  await appendGroups(withKeys(log.target, newKey, oldKey), [5, 1]);
  own.custody.push(await appendCase(own, caseEntry("release_outcome")));
  return own;
}

export type EntryAndProof = { line: EntryLine; leafPath: Buffer[]; checkpoint: string };

export async function readProven(log: DossierLog, index: number): Promise<EntryAndProof> {
  const found = await readEntryProof(log.target.log, index);
  if (found === null) throw new Error(`The log has no entry ${index}.`);
  return { line: toEntryLine(found.entry, found.path), leafPath: found.path, checkpoint: found.checkpoint.note };
}

export async function readKeys(log: DossierLog): Promise<KeysFile> {
  const keys = await readKeysFile(log.target.log, log.target.keys);
  if (keys === null) throw new Error("The log has not begun.");
  return keys;
}
