import "server-only";
import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import type { Kysely } from "kysely";
import { database } from "#lib/database/connection";
import type { PasskeyRow, Tables } from "#lib/database/tables";
import { withDatabase } from "#lib/database/with-deadline";
import { ProblemError } from "#lib/problem";
import { exportSpki } from "./export-spki.ts";
import { parseAssertion } from "./parse-body.ts";
import { passkeyIdOf, type RelyingParty, relyingParty, userHandleOf } from "./relying-party.ts";
import type { Assertion, KeptAssertion } from "./schema.ts";
import { findRow, noteUse } from "./store.ts";

/** An assertion whose signature is good; `countPasskeyUse` decides whether it counts. */
export type VerifiedAssertion = { row: PasskeyRow; counter: number; kept: KeptAssertion };

/** @param refusal code for the access log */
const refused = (detail: string, refusal: string, cause?: unknown) =>
  new ProblemError("decision_refused", `${detail} Nothing was recorded.`, { refusal, cause });

const revoked = () => refused("This passkey was revoked. Use another one.", "passkey_revoked");

/** The challenge of a decision is its digest: the 32 bytes in base64url. */
const challengeOf = (digest: string) => Buffer.from(digest, "hex").toString("base64url");

/**
 * Verifies signature, challenge, origin, domain, user presence and user verification (Web Authentication Level 3 section 7.2).
 * @param digest SHA-256 of the decision's canonical form, hex
 * @returns the authenticator's signature counter
 * @throws Error
 */
export async function verifySignature(
  { id, rawId, type, response }: Assertion,
  { digest, publicKey, rpId, origin }: RelyingParty & { digest: string; publicKey: Uint8Array<ArrayBuffer> },
): Promise<number> {
  const { clientDataJSON, authenticatorData, signature } = response;
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: {
      id,
      rawId,
      type,
      response: { clientDataJSON, authenticatorData, signature },
      clientExtensionResults: {},
    },
    expectedChallenge: challengeOf(digest),
    expectedOrigin: origin,
    expectedRPID: rpId,
    // The counter is compared when the assertion is used, so that its refusal has a reason of its own.
    credential: { id, publicKey, counter: 0 },
    requireUserVerification: true,
  });
  const client = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"));
  if (!verified || client.crossOrigin === true) throw new Error("The signature or its origin is not valid.");
  return authenticationInfo.newCounter;
}

/**
 * Verifies that a person confirms a decision with a passkey of their own.
 * @param assertion of the browser, unread
 * @throws ProblemError `invalid_request` for another form, `decision_refused`
 */
export async function verifyAssertion(
  assertion: unknown,
  { subject, digest }: { subject: string; digest: string },
): Promise<VerifiedAssertion> {
  const parsed = parseAssertion(assertion);
  const row = await withDatabase(async () => findRow(await database(), passkeyIdOf(parsed.id)));
  if (row === undefined || row.subject !== subject || row.credential_id !== parsed.id)
    throw refused("Your account has no such passkey. Use one that you added.", "passkey_unknown");
  if (row.revoked_at !== null) throw revoked();
  const { response } = parsed;
  const userHandle = response.userHandle || null;
  if (userHandle !== null && userHandle !== userHandleOf(subject).toString("base64url"))
    throw refused("The passkey is of another account.", "passkey_of_another");
  const party = relyingParty();
  const publicKey = new Uint8Array(Buffer.from(row.public_key, "base64url"));
  const counter = await verifySignature(parsed, { digest, publicKey, ...party }).catch((cause) => {
    throw refused(
      `The passkey doesn't confirm this decision with user verification, at ${party.origin}. Confirm it again on that address.`,
      "passkey_not_valid",
      cause,
    );
  });
  const { spki, algorithm } = exportSpki(publicKey);
  const kept: KeptAssertion = {
    ...{ type: "webauthn.get", passkey: row.id, credentialId: parsed.id, publicKey: row.public_key },
    ...{ publicKeySpki: spki.toString("base64"), algorithm },
    ...{ authenticatorData: response.authenticatorData, clientDataJSON: response.clientDataJSON },
    ...{ signature: response.signature, userHandle, ...party },
  };
  return { row, counter, kept };
}

/**
 * Counts the use of a passkey with what it confirms, in one transaction.
 * @throws ProblemError `decision_refused` if it was revoked meanwhile, or its counter went back or stood still: a copy of it may exist
 * (Web Authentication section 6.1.1)
 */
export async function countPasskeyUse(
  transaction: Kysely<Tables>,
  { row: { id }, counter }: VerifiedAssertion,
  now: number,
): Promise<void> {
  const row = await findRow(transaction, id);
  if (row === undefined || row.revoked_at !== null) throw revoked();
  const isCounting = counter > 0 || row.counter > 0;
  const isUsed = (isCounting && counter <= row.counter) || !(await noteUse(transaction, row, { counter, now }));
  if (isUsed)
    throw refused(
      "The passkey's counter went back, so that a copy of it may be in use. Tell your administrator, revoke it and add another.",
      "passkey_counter",
    );
}
