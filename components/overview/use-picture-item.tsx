import { useLocale, useTranslations } from "next-intl";
import type { CompareFact, CompareItem } from "#components/compare/compare-item";
import { useContentLabel } from "#components/files/content-label";
import { loadPicture } from "#components/files/load-picture";
import type { DigestClaim } from "#lib/agreement/model";
import { formatStatedTime } from "#lib/compare/format-capture";
import type { Archive } from "#lib/files/archive-session";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import { truncateMiddle } from "#lib/i18n/truncate-middle";
import { type CasePicture, findFileDifference } from "#lib/overview/case-pictures";

/** Loads keep their identity while facts around a picture change, so that it is decoded once. */
const loads = new WeakMap<Archive, Map<number, CompareItem["load"]>>();

function loadOf(archive: Archive, entry: ArchiveEntry): CompareItem["load"] {
  const own = loads.get(archive) ?? new Map<number, CompareItem["load"]>();
  loads.set(archive, own);
  const load =
    own.get(entry.number) ??
    (async (signal: AbortSignal) => loadPicture(await archive.readFile(entry, { signal }), signal));
  own.set(entry.number, load);
  return load;
}

const claimsOf = (claims: readonly DigestClaim[] | null, number: number) =>
  (claims ?? []).filter(({ match }) => match?.kind === "file" && match.number === number);

/** The digest that decides about a file: the token's, else another one. */
function findClaim(own: readonly DigestClaim[]): DigestClaim | null {
  const differing = own.filter(({ outcome }) => outcome === "differs");
  const from = differing.length > 0 ? differing : own;
  return from.find(({ source }) => source === "token") ?? from[0] ?? null;
}

type About = {
  caseId: string;
  /** Digests that were compared with the files; null if the case was not checked. */
  claims: readonly DigestClaim[] | null;
  isTokenGood: boolean;
  match: CompareItem["badge"];
  facts: readonly CompareFact[];
};

/** Describes a picture for a comparison. Its bytes come from the opened archive, when it is chosen. */
export function usePictureItem(): (archive: Archive, picture: CasePicture, about: About) => CompareItem {
  const t = useTranslations("compare.facts");
  const tRole = useTranslations("overview.pictures.roles");
  const tPicture = useTranslations("overview.pictures");
  const locale = useLocale();
  const labelOf = useContentLabel();

  function fileFacts({ entry, check }: CasePicture, { claims, isTokenGood }: About): CompareFact[] {
    const own = claimsOf(claims, entry.number);
    const claim = findClaim(own);
    const timed = own.find(({ claimedTime }) => claimedTime !== null);
    const mono = (text: string, isWrong = false) => (
      <code className={`font-mono ${isWrong ? "text-contradicted" : ""}`} title={text}>
        {truncateMiddle(text, 12, 8)}
      </code>
    );
    const isSigned = claim?.source === "token" && isTokenGood;
    return [
      ...(timed?.claimedTime
        ? [
            {
              name: t("captured", { source: timed.source }),
              value: formatStatedTime(timed.claimedTime, locale) ?? timed.claimedTime,
            },
          ]
        : []),
      ...(claim ? [{ name: t(isSigned ? "signed" : "stated"), value: mono(claim.text) }] : []),
      ...(check.sha256 ? [{ name: t("sha256"), value: mono(check.sha256, claim?.outcome === "differs") }] : []),
      ...(entry.modified ? [{ name: t("modified"), value: entry.modified.replace("T", " ") }] : []),
    ];
  }

  return (archive, picture, about) => {
    const { entry, check, role } = picture;
    const difference = findFileDifference(about.claims, entry.number, about.isTokenGood);
    return {
      id: `${about.caseId}/${entry.number}`,
      number: entry.number,
      role: tRole(role?.role ?? "unknown"),
      path: entry.name,
      type: labelOf(check.content),
      load: loadOf(archive, entry),
      badge:
        check.state !== "whole"
          ? { tone: "contradicted", label: tPicture("damaged") }
          : difference === null
            ? about.match
            : { tone: "contradicted", label: tPicture(difference === "signed" ? "notSigned" : "notStated") },
      facts: [...about.facts, ...fileFacts(picture, about)],
    };
  };
}
