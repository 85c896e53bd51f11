import "server-only";
import { headers } from "next/headers";
import { settings } from "#lib/env";
import { canonicalId, isId } from "#lib/paths";
import { authenticate } from "#lib/session/read-person";
import type { PurposeState } from "./model.ts";
import { listPurpose, purposeState } from "./store.ts";

/**
 * Reads the purpose for display only; the API enforces it. Without session or database it is not confirmed.
 * @param srId null for lists and searches
 */
export async function readPagePurpose(srId: string | null): Promise<PurposeState> {
  const unknown = { required: settings().requirePurpose, confirmed: null };
  if (srId !== null && !isId(srId)) return unknown;
  try {
    const person = await authenticate(await headers(), false);
    return person ? await purposeState(person.sessionId, srId === null ? listPurpose : canonicalId(srId)) : unknown;
  } catch {
    return unknown;
  }
}
