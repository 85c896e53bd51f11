import "server-only";
import { database } from "#lib/database/connection";
import { withDatabase } from "#lib/database/with-deadline";
import { settings } from "#lib/env";
import { ProblemError } from "#lib/problem";
import { createBatchLoader } from "#lib/runtime/batch-loader";
import { maxPurposeLength as maxLength, type PurposeState, readPurposeText } from "./model.ts";
import type { Purpose } from "./schema.ts";

/** Key of the purpose of lists and searches; no ID has this character. */
export const listPurpose = "*";

/** `srId` may be `listPurpose`. */
type PurposeRequest = { sessionId: string; srId: string };

const loadPurpose = createBatchLoader("purpose-loader", async (all: PurposeRequest[]) => {
  const distinct = (name: keyof PurposeRequest) => [...new Set(all.map((requested) => requested[name]))];
  const rows = await (await database())
    .selectFrom("purposes")
    .select(["session_id", "sr_id", "ticket", "purpose"])
    .where("session_id", "in", distinct("sessionId"))
    .where("sr_id", "in", distinct("srId"))
    .execute();
  return ({ sessionId, srId }): Purpose | null => {
    const row = rows.find((candidate) => candidate.session_id === sessionId && candidate.sr_id === srId);
    return row ? { ticket: row.ticket, purpose: row.purpose } : null;
  };
});

/** @returns the purpose confirmed in this session, or null */
export function findPurpose(sessionId: string, srId: string): Promise<Purpose | null> {
  return withDatabase(() => loadPurpose({ sessionId, srId }));
}

export async function purposeState(sessionId: string, srId: string): Promise<PurposeState> {
  return { required: settings().requirePurpose, confirmed: await findPurpose(sessionId, srId) };
}

function readText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "string" || value.length > maxLength)
    throw new ProblemError(
      "invalid_request",
      `Invalid ticket or purpose in the request body. Use text of at most ${maxLength} characters.`,
    );
  return readPurposeText(value);
}

/** @throws ProblemError `invalid_request` if a text is too long, or none has a visible character */
export function parsePurpose(body: unknown): Purpose & { source: "typed" | "link" } {
  const { ticket, purpose, source } = (typeof body === "object" && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  const parsed = { ticket: readText(ticket), purpose: readText(purpose) };
  if (parsed.ticket === null && parsed.purpose === null)
    throw new ProblemError(
      "invalid_request",
      "No ticket or purpose in the request body. Enter at least one of them, with visible characters.",
    );
  return { ...parsed, source: source === "link" ? "link" : "typed" };
}

/** Stores the confirmed purpose; a later one replaces it. */
export async function storePurpose(sessionId: string, srId: string, { ticket, purpose }: Purpose): Promise<void> {
  const now = Date.now();
  const oldest = now - settings().session.maxH * 3_600_000;
  const values = { ticket, purpose, confirmed_at: now };
  await withDatabase(async () => {
    const tables = await database();
    await tables
      .insertInto("purposes")
      .values({ session_id: sessionId, sr_id: srId, ...values })
      .onConflict((conflict) => conflict.columns(["session_id", "sr_id"]).doUpdateSet(values))
      .execute();
    // Deletes purposes that are older than the longest possible session.
    await tables.deleteFrom("purposes").where("confirmed_at", "<", oldest).execute();
  });
}
