import "server-only";
import { headers } from "next/headers";
import { settings } from "#lib/env";
import { isId } from "#lib/paths";
import { authenticate } from "#lib/session/read-person";
import type { PurposeState } from "./model.ts";
import { purposeState } from "./store.ts";

/** Reads the purpose for display only; the API enforces it. Without session or database it is not confirmed. */
export async function readPagePurpose(srId: string): Promise<PurposeState> {
  const unknown = { required: settings().requirePurpose, confirmed: null };
  if (!isId(srId)) return unknown;
  try {
    const person = await authenticate(await headers(), false);
    return person ? await purposeState(person.sessionId, srId) : unknown;
  } catch {
    return unknown;
  }
}
