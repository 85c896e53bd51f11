/** Candidate paths of the evidence status (contract, `POST /api/diagnostics/paths`). */

const resources = [
  "/identification/{EVIDENCE_ID}",
  "/identifications/{EVIDENCE_ID}",
  "/evidence/{EVIDENCE_ID}",
  "/evidences/{EVIDENCE_ID}",
  "/identification-evidence/{EVIDENCE_ID}",
  "/identification/evidence/{EVIDENCE_ID}",
].map((resource) => `/signature-requests/{SR_ID}${resource}`);

/** Tries paths with `/status` first, because the bare paths are likelier to return a record. */
export const candidatePaths: readonly string[] = [...resources.map((resource) => `${resource}/status`), ...resources];

/** Returns the settings for the found path and for its three siblings in the same style, which were not tried. */
export function pathSettings(found: string): { name: string; value: string }[] {
  const resource = found.replace(/\/status$/, "");
  return [
    { name: "SKRIBBLE_EVIDENCE_STATUS_PATH", value: found },
    { name: "SKRIBBLE_EVIDENCE_JSON_PATH", value: `${resource}/json` },
    { name: "SKRIBBLE_EVIDENCE_FILES_PATH", value: `${resource}/files` },
    { name: "SKRIBBLE_EVIDENCE_JWT_PATH", value: `${resource}/jwt` },
  ];
}
