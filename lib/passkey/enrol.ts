import "server-only";
import { createHash } from "node:crypto";
import { generateRegistrationOptions, verifyRegistrationResponse } from "@simplewebauthn/server";
import type { Kysely } from "kysely";
import type { AuditDetail } from "#lib/audit/model";
import type { RecordedWork } from "#lib/audit/record-together";
import { database } from "#lib/database/connection";
import type { PasskeyRow, Tables } from "#lib/database/tables";
import { withDatabase } from "#lib/database/with-deadline";
import type { Person } from "#lib/person";
import { ProblemError } from "#lib/problem";
import { parse } from "#lib/runtime/zod";
import { exportSpki } from "./export-spki.ts";
import { requireFreshSession } from "./fresh-session.ts";
import { readTransports } from "./list-passkeys.ts";
import { parseEnrolment } from "./parse-body.ts";
import { algorithms, passkeyIdOf, requireRelyingParty, userHandleOf } from "./relying-party.ts";
import { type CreationOptions, creationOptionsSchema, enrolMs, maxPasskeys } from "./schema.ts";
import { findRow, insertRow, listRows, storeChallenge, takeChallenge } from "./store.ts";

const refused = (detail: string) => new ProblemError("invalid_request", detail);

/** @throws ProblemError `invalid_request` for a person with as many as there may be */
async function readActive(tables: Kysely<Tables>, subject: string): Promise<PasskeyRow[]> {
  const active = (await listRows(tables, subject)).filter(({ revoked_at }) => revoked_at === null);
  if (active.length >= maxPasskeys)
    throw refused(`Your account has ${maxPasskeys} passkeys, which is the most. Revoke one, then add another.`);
  return active;
}

/**
 * Makes the options with which a browser creates a passkey, and remembers their challenge for this session.
 * @throws ProblemError `forbidden` unless the person signed in just now; `invalid_request`
 */
export async function beginEnrolment(person: Person): Promise<CreationOptions> {
  const { rpId } = requireRelyingParty();
  const now = Date.now();
  await requireFreshSession(person, now);
  return withDatabase(async () => {
    const tables = await database();
    const active = await readActive(tables, person.subject);
    const {
      hints: _,
      extensions: __,
      ...options
    } = await generateRegistrationOptions({
      rpName: "Evidence Desk",
      rpID: rpId,
      userID: new Uint8Array(userHandleOf(person.subject)),
      userName: person.email ?? person.name,
      userDisplayName: person.name,
      timeout: enrolMs,
      attestationType: "none",
      excludeCredentials: active.map((row) => ({ id: row.credential_id, transports: readTransports(row) })),
      authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
      supportedAlgorithmIDs: algorithms,
    });
    await storeChallenge(tables, person, options.challenge, now);
    return parse(creationOptionsSchema, options);
  });
}

/** @throws ProblemError `invalid_request` for a credential that does not answer the challenge with user verification */
async function verifyCredential({ credential }: ReturnType<typeof parseEnrolment>, challenge: string) {
  const { rpId, origin } = requireRelyingParty();
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: { ...credential, clientExtensionResults: {} } as Parameters<
        typeof verifyRegistrationResponse
      >[0]["response"],
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (registrationInfo === undefined) throw new Error("The attestation is not valid.");
    const { id, publicKey, counter } = registrationInfo.credential;
    if (id !== credential.id) throw new Error("The credential has another ID than the authenticator gave it.");
    return { id, publicKey, counter, rpId, ...exportSpki(publicKey) };
  } catch (cause) {
    throw new ProblemError(
      "invalid_request",
      `The passkey doesn't answer this server's challenge with user verification, at ${origin}. Nothing was added. Add it again on that address.`,
      { cause },
    );
  }
}

type Recorder = (detail: AuditDetail, work: RecordedWork<void>) => Promise<void>;

/**
 * Adds a passkey with its entry in the log, which names it and the digest of its public key.
 * @param body `{ name, credential }`
 * @throws ProblemError `forbidden`, `invalid_request`, `audit_unavailable`; then nothing was added
 */
export async function enrolPasskey(person: Person, body: unknown, record: Recorder): Promise<void> {
  const enrolment = parseEnrolment(body);
  const now = Date.now();
  await requireFreshSession(person, now);
  const challenge = await withDatabase(async () => takeChallenge(await database(), person, now));
  if (challenge === null)
    throw refused(
      "This session has no open challenge: it was used, or is older than five minutes. Nothing was added. Add the passkey again.",
    );
  const { id: credentialId, publicKey, counter, rpId, spki } = await verifyCredential(enrolment, challenge);
  const id = passkeyIdOf(credentialId);
  const publicKeySha256 = createHash("sha256").update(spki).digest("hex");
  const { transports = [] } = enrolment.credential.response;
  const row: PasskeyRow = {
    ...{ id, credential_id: credentialId, subject: person.subject, rp_id: rpId, counter },
    public_key: Buffer.from(publicKey).toString("base64url"),
    transports: transports
      .filter((name) => /^[a-z-]{1,20}$/.test(name))
      .slice(0, 8)
      .join(" "),
    ...{ name: enrolment.name, created_at: now, last_used_at: null, revoked_at: null },
  };
  const detail = { setting: "passkey", act: "enrolled", passkey: id, publicKey: publicKeySha256 };
  await record(detail, async (transaction) => {
    await readActive(transaction, person.subject);
    if (await findRow(transaction, id))
      throw refused("This passkey was added before, by you or another account. Nothing was added. Create a new one.");
    await insertRow(transaction, row);
  });
}
