import type { DigestClaim } from "#lib/agreement/model";
import type { ArchiveState } from "#lib/files/archive-state";
import type { EntryCheck } from "#lib/files/model";
import type { ContentKind, ContentType } from "#lib/formats/media/model";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import type { Verdict } from "#lib/token/schema";
import { isSignatureGood } from "#lib/token/verdict-words";
import { findPictureRole, type RankedRole } from "./picture-roles.ts";

/** A picture of the archive, read to its end or to its first fault. */
export type CasePicture = {
  entry: ArchiveEntry;
  check: EntryCheck & { content: ContentType };
  role: RankedRole | null;
};

/** Pictures that are listed; the tab of the files has all. */
const maxPictures = 200;

const kinds: ReadonlySet<ContentKind> = new Set(["image", "jpeg2000", "portrait"]);

/** Kinds shown beside the pictures. */
const companions: ReadonlySet<ContentKind> = new Set(["video", "audio", "pdf"]);

const isSeen = (check: EntryCheck | undefined): check is EntryCheck & { content: ContentType } =>
  check !== undefined && check.content !== null && (check.state === "whole" || check.state === "damaged");

type Listed = Pick<ArchiveState, "entries" | "checks">;

/** Lists the pictures in the order of the archive, each with the role that its path states. */
export function listPictures({ entries, checks }: Listed, claims: readonly DigestClaim[] | null): CasePicture[] {
  const found: CasePicture[] = [];
  for (const entry of entries) {
    const check = checks.get(entry.number);
    if (found.length >= maxPictures) break;
    if (entry.kind !== "file" || !isSeen(check) || !kinds.has(check.content.kind)) continue;
    const claimPaths = (claims ?? []).flatMap(({ match, path }) =>
      match?.kind === "file" && match.number === entry.number ? [path] : [],
    );
    // A data group of a passport's chip says by its content what it is.
    const isOfChip = check.content.kind === "portrait";
    found.push({
      entry,
      check,
      role: isOfChip ? { role: "chip_portrait", rank: 0 } : findPictureRole(entry.name, claimPaths),
    });
  }
  return found;
}

/** Lists videos, sounds and PDF documents. */
export const listCompanions = ({ entries, checks }: Listed): ArchiveEntry[] =>
  entries.filter((entry) => companions.has(checks.get(entry.number)?.content?.kind ?? "empty"));

const bestOf = (pictures: readonly CasePicture[], roles: readonly RankedRole["role"][]): CasePicture | null => {
  for (const wanted of roles) {
    const own = pictures.filter(({ role }) => role?.role === wanted);
    const [best] = own.toSorted((one, other) => (one.role?.rank ?? 0) - (other.role?.rank ?? 0));
    if (best) return best;
  }
  return null;
};

/**
 * Chooses the two pictures that a person compares: the document's front and the face. A role that no path states is
 * taken by the first picture without one; then the roles are not known, and the person chooses.
 */
export function choosePictures(pictures: readonly CasePicture[]): {
  document: CasePicture | null;
  face: CasePicture | null;
} {
  const document = bestOf(pictures, ["document_front", "document"]);
  const face = bestOf(pictures, ["face"]);
  const left = pictures.filter((picture) => picture !== document && picture !== face);
  const spare = [
    ...left.filter(({ role }) => role === null),
    ...["chip_portrait", "document_back", "document_front", "document", "face"].flatMap((wanted) =>
      left.filter(({ role }) => role?.role === wanted),
    ),
  ];
  const first = document ?? spare.shift() ?? null;
  return { document: first, face: face ?? spare.shift() ?? null };
}

/** True if the paths alone do not say that a picture is the one of its place. */
export const isRoleUncertain = (picture: CasePicture, place: "document" | "face"): boolean => {
  const role = picture.role?.role;
  return place === "face" ? role !== "face" : role !== "document_front" && role !== "document";
};

/** True if a trusted key signed the token, and it does not belong to other evidence: only then its digests are about these files. */
export const isSignedForCase = (verdict: Verdict | null): boolean =>
  verdict !== null && isSignatureGood(verdict) && verdict.verdict !== "unbound";

/**
 * Whether a file differs from what record or token state of it. `signed`: a token states it whose signature a trusted
 * key made for this case (`isTokenGood`); `stated`: another artefact does.
 */
export function findFileDifference(
  claims: readonly DigestClaim[] | null,
  number: number,
  isTokenGood: boolean,
): "signed" | "stated" | null {
  const own = (claims ?? []).filter(
    ({ match, outcome }) => outcome === "differs" && match?.kind === "file" && match.number === number,
  );
  if (own.length === 0) return null;
  return isTokenGood && own.some(({ source }) => source === "token") ? "signed" : "stated";
}
