import "server-only";
import type { Kysely } from "kysely";
import type { Tables } from "#lib/database/tables";
import { safeParse } from "#lib/runtime/zod";
import { exportSpki } from "./export-spki.ts";
import { passkeyIdOf } from "./relying-party.ts";
import { keptAssertionSchema } from "./schema.ts";
import { findRow } from "./store.ts";
import { verifySignature } from "./verify-assertion.ts";

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Checks a kept assertion as a third party would, so that a page never says "confirmed" of one that was changed.
 * @param digest SHA-256 of the decision's canonical form, hex
 * @returns true if it confirms this digest with the passkey that its person added (unless that person was erased)
 */
export async function isKeptValid(
  tables: Kysely<Tables>,
  text: string,
  { digest, subject }: { digest: string; subject: string },
): Promise<boolean> {
  const { data: kept } = safeParse(keptAssertionSchema, parseJson(text));
  if (kept === undefined || kept.passkey !== passkeyIdOf(kept.credentialId)) return false;
  const row = await findRow(tables, kept.passkey);
  if (row !== undefined && (row.subject !== subject || row.public_key !== kept.publicKey)) return false;
  const publicKey = new Uint8Array(Buffer.from(kept.publicKey, "base64url"));
  const { credentialId: id, clientDataJSON, authenticatorData, signature, userHandle, rpId, origin } = kept;
  const response = { clientDataJSON, authenticatorData, signature, userHandle };
  try {
    if (exportSpki(publicKey).spki.toString("base64") !== kept.publicKeySpki) return false;
    await verifySignature({ id, rawId: id, type: "public-key", response }, { digest, publicKey, rpId, origin });
    return true;
  } catch {
    return false;
  }
}
