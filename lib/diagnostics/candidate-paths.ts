/** The paths under which the evidence status may be (contract, `POST /api/diagnostics/paths`). */

const resources = [
  "/identification/{EVIDENCE_ID}",
  "/identifications/{EVIDENCE_ID}",
  "/evidence/{EVIDENCE_ID}",
  "/evidences/{EVIDENCE_ID}",
  "/identification-evidence/{EVIDENCE_ID}",
  "/identification/evidence/{EVIDENCE_ID}",
].map((resource) => `/signature-requests/{SR_ID}${resource}`);

/** Those that end in `/status` first: the bare ones are the likelier to answer with a record. */
export const candidatePaths: readonly string[] = [...resources.map((resource) => `${resource}/status`), ...resources];

/** The setting of the path that was found, and of its three siblings in the same style; those were not tried. */
export function pathSettings(found: string): { name: string; value: string }[] {
  const resource = found.replace(/\/status$/, "");
  return [
    { name: "SKRIBBLE_EVIDENCE_STATUS_PATH", value: found },
    { name: "SKRIBBLE_EVIDENCE_JSON_PATH", value: `${resource}/json` },
    { name: "SKRIBBLE_EVIDENCE_FILES_PATH", value: `${resource}/files` },
    { name: "SKRIBBLE_EVIDENCE_JWT_PATH", value: `${resource}/jwt` },
  ];
}
