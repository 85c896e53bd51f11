import { addDays } from "./clock.ts";
import { type FileClaim, hashBytes } from "./evidence-files.ts";
import type { Identification } from "./identification.ts";
import { identificationId } from "./identification-id.ts";
import { makeUuid } from "./make-uuid.ts";
import type { Person } from "./people.ts";
import { findPersonality } from "./personalities/find-personality.ts";
import { resolveTimes } from "./status.ts";

type Digest = { sha256: string; size: number };

/** Digests in the token of the provider's other artefacts; null if not claimed. */
export type Attested = { files: readonly FileClaim[]; record: Digest | null; archive: Digest | null };

/** Files whose digests the token signs; the record claims others, or none does. */
const signedPaths = /^(document|face\/selfie|report|chip\/sod)/;

const epochSeconds = (time: Date) => Math.floor(time.getTime() / 1000);

function makeBinding(identification: Identification) {
  const personality = findPersonality(identification);
  if (personality) return personality.makeTokenIds(identification);
  const { evidenceId, transactionCode, binding = "evidence-id" } = identification;
  if (binding === "status-id") return { identificationId: identificationId(identification) };
  if (binding === "transaction-code") return { transactionCode };
  return { evidenceId, transactionCode };
}

/** Registered claims (RFC 7519 section 4.1). Times are NumericDate (section 2). */
function makeRegistered(identification: Identification, person: Person, now: Date) {
  const times = resolveTimes(identification, now);
  const finished = new Date(times.reviewedAt ?? times.completedAt ?? times.createdAt);
  const issued = new Date(finished.getTime() + 2000);
  const expires = identification.token === "expired" ? addDays(now, -30) : addDays(issued, 3653);
  const { evidenceId, personality } = identification;
  return {
    iss: "https://identification.sandbox.example.test",
    ...(personality ? {} : { sub: `person-${hashBytes(person.folder).slice(0, 16)}` }),
    aud: "express-qes",
    jti: personality ? makeUuid(`${evidenceId} token`) : `${evidenceId}-1`,
    iat: epochSeconds(issued),
    exp: epochSeconds(expires),
  };
}

function makeIdentityClaims(identification: Identification, person: Person, now: Date) {
  const times = resolveTimes(identification, now);
  const personality = findPersonality(identification);
  if (personality) return personality.makeIdentityClaims({ identification, person, times, claims: [] });
  return {
    result: "PASSED",
    method: identification.method,
    completedAt: times.completedAt,
    person: {
      firstName: person.givenName,
      lastName: person.familyName,
      dateOfBirth: identification.tokenBirthDate ?? person.birthDate,
      nationality: person.nationality,
    },
    ...(identification.tokenHashesEmail ? { emailSha256: hashBytes(person.email.toLowerCase()) } : {}),
    document: {
      type: "ID_CARD",
      number: person.documentNumber,
      issuingCountry: person.nationality,
      dateOfExpiry: person.expiresOn,
    },
  };
}

function makeDigests({ token }: Identification, { record, archive, files }: Attested) {
  const recode = ({ sha256, size }: Digest) => ({
    sha256: token === "es256" ? Buffer.from(sha256, "hex").toString("base64url") : sha256,
    size,
  });
  return {
    ...(record ? { record: recode(record) } : {}),
    ...(archive ? { archive: recode(archive) } : {}),
    files: files
      .filter(({ path }) => signedPaths.test(path))
      .map(({ path, ...digest }) => ({ path, ...recode(digest) })),
  };
}

export function makeClaims(
  identification: Identification,
  person: Person,
  attested: Attested,
  now: Date,
): Record<string, unknown> {
  const { tokenContent } = identification;
  return {
    ...makeRegistered(identification, person, now),
    ...makeBinding(identification),
    ...(tokenContent ? {} : makeIdentityClaims(identification, person, now)),
    ...(tokenContent === "ids" ? {} : makeDigests(identification, attested)),
  };
}
