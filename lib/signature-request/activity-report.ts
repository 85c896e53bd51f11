/**
 * The activity report of a signature request (`SignatureReport` in the vendor's OpenAPI), read for what it says of the
 * qualified signatures: whose certificate, issued by whom, which quality, when.
 */

import { isFields, readList, readText } from "./schema.ts";

export type ReportSignature = {
  signatureId: string | null;
  /** The signer as the report names them. */
  signer: string | null;
  email: string | null;
  /** ISO 8601. */
  signedAt: string | null;
  quality: string | null;
  legislation: string | null;
  /** Distinguished name as sent (RFC 4514). */
  certificateSubject: string;
  certificateSerial: string | null;
  certificateIssuer: string | null;
};

/** `2026-01-22 07:46:39 GMT`, as the vendor writes it, or any ISO 8601 time; null for what names no moment. */
function readTime(value: unknown): string | null {
  const text = readText(value);
  if (text === null) return null;
  const at = Date.parse(text.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) GMT$/, "$1T$2Z"));
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** One signature for each action that names a certificate; other actions are not read. */
export function parseReportSignatures(body: unknown): ReportSignature[] {
  if (!isFields(body)) return [];
  return readList(body.userList).flatMap((user) =>
    readList(user.userActions).flatMap((action) => {
      const certificateSubject = readText(action.certificateSubject);
      if (certificateSubject === null) return [];
      return {
        signatureId: readText(action.signatureId),
        signer: [readText(user.firstname), readText(user.lastname)].filter((name) => name !== null).join(" ") || null,
        email: readText(user.email),
        signedAt: readTime(action.time),
        quality: readText(action.quality),
        legislation: readText(action.legislation),
        certificateSubject,
        certificateSerial: readText(action.certificateSerial),
        certificateIssuer: readText(action.certificateIssuer),
      };
    }),
  );
}

/**
 * One attribute of a distinguished name (RFC 4514 section 2): `CN`, `GIVENNAME`, `SURNAME`, … Escaped commas stay in the
 * value; null where the attribute does not stand in the name.
 */
export function readDnAttribute(distinguishedName: string, attribute: string): string | null {
  for (const part of distinguishedName.split(/(?<!\\)[,+]/)) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim().toUpperCase() === attribute)
      return (
        part
          .slice(at + 1)
          .trim()
          .replaceAll(/\\(.)/g, "$1") || null
      );
  }
  return null;
}
