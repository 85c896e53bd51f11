/** Extracts qualified signatures from an activity report (`SignatureReport` in the vendor's OpenAPI). */

import type { ActivityReport } from "./schema.ts";

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
function readTime(text: string | null | undefined): string | null {
  if (!text) return null;
  const at = Date.parse(text.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) GMT$/, "$1T$2Z"));
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** Returns one signature per action that names a certificate; skips other actions. */
export function listReportSignatures({ userList }: ActivityReport): ReportSignature[] {
  return (userList ?? []).flatMap(({ firstname, lastname, email, userActions }) =>
    (userActions ?? []).flatMap((action) => {
      if (!action.certificateSubject) return [];
      return {
        signatureId: action.signatureId || null,
        signer: [firstname, lastname].filter(Boolean).join(" ") || null,
        email: email || null,
        signedAt: readTime(action.time),
        quality: action.quality || null,
        legislation: action.legislation || null,
        certificateSubject: action.certificateSubject,
        certificateSerial: action.certificateSerial || null,
        certificateIssuer: action.certificateIssuer || null,
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
