import type { AuditEntryRow, LogEntryRow } from "#lib/database/tables";
import * as z from "#lib/runtime/zod";
import { type AuditFacts, emptyAuditEvent } from "./model.ts";

/** What proves an entry: its parts of the tree in format 2, or its MAC in format 1. */
export type EntryProofParts =
  | { format: 2; commitment: string; salt: string | null; content: string | null }
  | { format: 1; keyId: string; previous: string; mac: string };

/**
 * One entry as the readers see it, of any log and format. `log` 0 is the former log in format 1, and `sequence` is the entry's number
 * in its log, from 1. All facts of an erased entry are null.
 */
export type StoredEntry = AuditFacts & {
  log: number;
  sequence: number;
  /** UTC milliseconds. */
  at: number;
  event: string;
  subject: string | null;
  name: string | null;
  role: string | null;
  detail: { [name: string]: unknown } | null;
  isErased: boolean;
  proof: EntryProofParts;
};

export type TreeRow = Pick<LogEntryRow, "log" | "index" | "at" | "event" | "commitment" | "salt" | "content">;

/** @returns null unless the text is a JSON object */
function parseObject(text: string | null): { [name: string]: unknown } | null {
  try {
    return z.parse(z.jsonObject, JSON.parse(text ?? ""));
  } catch {
    return null;
  }
}

const texts = [
  "purpose",
  "ticket",
  "requestId",
  "address",
  "srId",
  "evidenceId",
  "artefact",
  "outcome",
  "sha256",
] as const satisfies (keyof AuditFacts)[];

/** Only a tampered entry has another content; verification reports it, and the page must still show it. */
const unreadable = (text: string) => ({ unreadable: text });

export function fromTreeRow(row: TreeRow): StoredEntry {
  const { log, index, at, event, commitment, salt, content } = row;
  const given = parseObject(content);
  const text = (name: string) => (typeof given?.[name] === "string" ? given[name] : null);
  const { detail } = given ?? {};
  const { person: _person, ...empty } = emptyAuditEvent;
  return {
    ...empty,
    ...Object.fromEntries(texts.map((name) => [name, text(name)])),
    bytes: typeof given?.bytes === "number" ? given.bytes : null,
    subject: text("subject"),
    name: text("name"),
    role: text("role"),
    detail:
      given === null
        ? content === null
          ? null
          : unreadable(content)
        : (z.safeParse(z.jsonObject, detail).data ?? null),
    log,
    sequence: index + 1,
    at,
    event,
    isErased: content === null,
    proof: { format: 2, commitment, salt, content },
  };
}

export function fromLegacyRow(row: AuditEntryRow): StoredEntry {
  const { request_id, sr_id, evidence_id, key_id: keyId, previous, mac, detail, format: _format, ...same } = row;
  return {
    ...same,
    requestId: request_id,
    srId: sr_id,
    evidenceId: evidence_id,
    detail: detail === null ? null : (parseObject(detail) ?? unreadable(detail)),
    log: 0,
    isErased: false,
    proof: { format: 1, keyId, previous, mac },
  };
}
