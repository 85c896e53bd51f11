import type { ReleaseEnd } from "#lib/audit/released";
import { ProblemError } from "#lib/problem";
import type { DossierFile } from "../schema.ts";
import { type DossierOrder, type LeavablePiece, type PieceName, pieceNames } from "./parse-order.ts";

export type Piece = DossierFile["pieces"][number];

/** Where the bytes of an artefact lie in a dossier. */
export const piecePaths: Readonly<Record<PieceName, string>> = {
  status: "data/evidence/status.json",
  record: "data/evidence/record.json",
  files: "data/evidence/files.zip",
  token: "data/evidence/token.jwt",
  report: "data/evidence/report.json",
  signed: "data/evidence/signed.pdf",
};

const nothing = { path: null, sizeBytes: null, sha256: null, receivedAt: null, requestId: null } as const;

/** The provider says that the artefact does not exist, which is not a failure. */
const absentCodes = new Set(["not_found", "not_completed"]);

/** A verdict carries the token, and counts for it. */
const isOf = (name: PieceName, { artefact }: ReleaseEnd) =>
  artefact === name || (name === "token" && artefact === "verdict");

/** The names in the order of the specification (DOSSIER.md section 3). */
function inOrder({ name, path, state, sizeBytes, sha256, receivedAt, requestId, reason }: Piece): Piece {
  return { name, path, state, sizeBytes, sha256, receivedAt, requestId, reason };
}

function describeOne(name: PieceName, ends: readonly ReleaseEnd[], { leftOut, digests }: DossierOrder): Piece {
  // The signed document comes from its examination, which this version does not have.
  if (name === "signed") return { name, ...nothing, state: "not_opened", reason: "not_examined" };
  const own = ends.filter((end) => isOf(name, end)).sort((a, b) => a.at - b.at);
  const wanted = digests[name];
  const whole = own.findLast(({ isWhole, sha256 }) => isWhole && (wanted === undefined || sha256 === wanted));
  if (whole) {
    const { bytes: sizeBytes, sha256, at, requestId } = whole;
    const facts = { sizeBytes, sha256, receivedAt: new Date(at).toISOString(), requestId, reason: null };
    const isLeftOut = leftOut.includes(name as LeavablePiece);
    return { name, path: isLeftOut ? null : piecePaths[name], state: isLeftOut ? "left_out" : "present", ...facts };
  }
  if (wanted !== undefined)
    throw new ProblemError(
      "dossier_not_confirmed",
      `These bytes (${name}) were not released to you in the last 24 hours. Open the case again, then make the dossier.`,
    );
  const last = own.at(-1);
  if (leftOut.includes(name as LeavablePiece)) return { name, ...nothing, state: "left_out", reason: null };
  if (last === undefined) return { name, ...nothing, state: "not_opened", reason: null };
  const reason = last.code ?? "broken_off";
  return { name, ...nothing, state: absentCodes.has(reason) ? "absent" : "failed", reason };
}

/**
 * States of all artefacts from the access log: what this person received.
 * @throws ProblemError `dossier_not_confirmed` for bytes that the browser has and the log does not
 */
export function describePieces(ends: readonly ReleaseEnd[], order: DossierOrder): Piece[] {
  return pieceNames.map((name) => inOrder(describeOne(name, ends, order)));
}
