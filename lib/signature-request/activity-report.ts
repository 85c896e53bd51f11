/** Extracts qualified signatures from an activity report (`SignatureReport` in the vendor's OpenAPI). */

import { isFields, readList, readText } from "./schema.ts";

export type ReportSignature = {
  signatureId: string | null;
  signer: string | null;
  email: string | null;
  /** ISO 8601. */
  signedAt: string | null;
  quality: string | null;
  legislation: string | null;
  /** Distinguished name as received (RFC 4514). */
  certificateSubject: string;
  certificateSerial: string | null;
  certificateIssuer: string | null;
};

/** Parses `2026-01-22 07:46:39 GMT` (vendor format) or an ISO 8601 time; null otherwise. */
function readTime(value: unknown): string | null {
  const text = readText(value);
  if (text === null) return null;
  const at = Date.parse(text.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) GMT$/, "$1T$2Z"));
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** Returns one signature per action that names a certificate; skips other actions. */
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

/** Reads one attribute of a distinguished name (RFC 4514 section 2). @returns null if absent */
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
