import "server-only";
import { headers } from "next/headers";
import { settings } from "#lib/env";
import { isId } from "#lib/paths";
import { authenticate } from "#lib/session/read-person";
import type { PurposeState } from "./model.ts";
import { purposeState } from "./store.ts";

/**
 * The purpose that this page's person confirmed for a signature request. It only decides what the page shows: the API
 * refuses on its own. Nobody signed in, or no database: as if nothing was confirmed.
 */
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
