import { ProblemError } from "#lib/problem";
import { findUnsortedLine, ManifestError, type ManifestLine, parseManifest } from "./manifest.ts";
import { isPayloadPath, isTreePath } from "./tree.ts";

/** Limit of a manifest that the server takes: it names known files only, so that 4 KiB are usual. */
export const maxManifestBytes = 64 * 1024;

/** Artefacts of the provider, whose digests the log has from their releases to a person. */
const releasedPaths = {
  "data/evidence/status.json": "status",
  "data/evidence/record.json": "record",
  "data/evidence/files.zip": "files",
  "data/evidence/token.jwt": "token",
  "data/evidence/report.json": "report",
  "data/evidence/signed.pdf": "signed",
} as const;
export type ReleasedArtefact = (typeof releasedPaths)[keyof typeof releasedPaths];

/** What the server knows of the files that a manifest names. */
export type Confirmation = {
  /** SHA-256 of whole releases to this person within 24 hours; of the signed document, that of its examination. */
  released: ReadonlyMap<ReleasedArtefact, ReadonlySet<string>>;
  /** SHA-256 of the files that the server itself answered for this dossier, by path; each must be in the manifest. */
  answered: ReadonlyMap<string, string>;
};

const invalid = (detail: string) => new ProblemError("invalid_request", `${detail} Make the dossier again.`);
const unconfirmed = (detail: string) => new ProblemError("dossier_not_confirmed", `${detail} Nothing was recorded.`);

function parse(text: string): ManifestLine[] {
  if (Buffer.byteLength(text) > maxManifestBytes) throw invalid("The manifest is larger than 64 KiB.");
  try {
    return parseManifest(text);
  } catch (error) {
    if (error instanceof ManifestError) throw invalid(error.message);
    throw error;
  }
}

/**
 * Checks the manifest of a dossier before it is recorded (DOSSIER.md section 2, step 4).
 * @throws ProblemError `invalid_request` for a malformed one or an unknown path, `dossier_not_confirmed` for digests that were not
 * released to this person, or are not those that the server answered
 */
export function checkManifest(text: string, { released, answered }: Confirmation): ManifestLine[] {
  const lines = parse(text);
  const unsorted = findUnsortedLine(lines);
  if (unsorted !== null) throw invalid(`Line ${unsorted} of the manifest is out of order.`);
  const unknown = lines.find(({ path }) => !isTreePath(path) || !isPayloadPath(path));
  if (unknown) throw invalid(`The manifest names "${unknown.path}", which is not a file of a dossier.`);
  for (const { path, sha256 } of lines) {
    const artefact = Object.hasOwn(releasedPaths, path) ? releasedPaths[path as keyof typeof releasedPaths] : null;
    if (artefact !== null && !released.get(artefact)?.has(sha256))
      throw unconfirmed(`"${path}" is not what was released to you in the last 24 hours.`);
  }
  const byPath = new Map(lines.map(({ path, sha256 }) => [path, sha256]));
  for (const [path, sha256] of answered)
    if (byPath.get(path) !== sha256)
      throw unconfirmed(`"${path}" is not what Evidence Desk answered for this dossier.`);
  if (!answered.has("data/dossier.json")) throw unconfirmed("The files of this dossier were answered too long ago.");
  return lines;
}
