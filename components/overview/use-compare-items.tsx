import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { CompareFact, CompareItem } from "#components/compare/compare-item";
import { Masked } from "#components/evidence/masked";
import { useContentLabel } from "#components/files/content-label";
import { useDigestMatch } from "#components/files/digest-match";
import { loadPicture } from "#components/files/load-picture";
import { describePerson } from "#lib/agreement/describe-person";
import { formatDate } from "#lib/agreement/format-person";
import type { DigestClaim } from "#lib/agreement/model";
import type { Archive } from "#lib/files/archive-session";
import { truncateMiddle } from "#lib/i18n/truncate-middle";
import { type CasePicture, findFileDifference, isSignedForCase } from "#lib/overview/case-pictures";
import { useOverview } from "./overview-context.tsx";

/** The digest that decides about a file: the token's, else another one. */
function findClaim(claims: readonly DigestClaim[] | null, number: number): DigestClaim | null {
  const own = (claims ?? []).filter(({ match }) => match?.kind === "file" && match.number === number);
  const differing = own.filter(({ outcome }) => outcome === "differs");
  const from = differing.length > 0 ? differing : own;
  return from.find(({ source }) => source === "token") ?? from[0] ?? null;
}

const shorten = (text: string) => truncateMiddle(text, 12, 8);

/** The pictures of a case for a comparison. Bytes come from the opened archive, when a picture is chosen. */
export function useCompareItems(archive: Archive, pictures: readonly CasePicture[]): readonly CompareItem[] {
  const t = useTranslations("compare");
  const tRole = useTranslations("overview.pictures.roles");
  const tPicture = useTranslations("overview.pictures");
  const locale = useLocale();
  const labelOf = useContentLabel();
  const findMatch = useDigestMatch();
  const { overview, comparison, claims, artefacts } = useOverview();
  const { verdict } = artefacts;
  const { agreement } = comparison;
  const isTokenGood = isSignedForCase(verdict);
  // Loads of one picture keep their identity while facts around it change.
  const loads = useMemo(
    () =>
      new Map(
        pictures.map(({ entry }) => [
          entry.number,
          async (signal: AbortSignal) => loadPicture(await archive.readFile(entry, { signal }), signal),
        ]),
      ),
    [archive, pictures],
  );

  function personFacts(): CompareFact[] {
    const person = agreement && describePerson(agreement);
    if (person === null) return [];
    const date = (text: string) => <Masked text={formatDate(text, locale) ?? text} />;
    const range = [person.issued, person.expires].flatMap((value) => (value === null ? [] : [value.text]));
    return [
      ...(overview.identified ? [{ name: t("facts.name"), value: <Masked text={overview.identified.name} /> }] : []),
      ...(person.birthDate ? [{ name: t("facts.birthDate"), value: date(person.birthDate.text) }] : []),
      ...(range.length > 0
        ? [
            {
              name: t("facts.valid"),
              value: range.map((text, index) => (
                <span key={text}>
                  {index > 0 ? " – " : ""}
                  {date(text)}
                </span>
              )),
            },
          ]
        : []),
    ];
  }

  function digestFacts({ entry, check }: CasePicture): CompareFact[] {
    const claim = findClaim(claims, entry.number);
    const isDifferent = claim?.outcome === "differs";
    const isSigned = claim?.source === "token" && isTokenGood;
    const mono = (text: string, isWrong = false) => (
      <code className={`font-mono ${isWrong ? "text-contradicted" : ""}`} title={text}>
        {shorten(text)}
      </code>
    );
    return [
      ...(claim ? [{ name: t(isSigned ? "facts.signed" : "facts.stated"), value: mono(claim.text) }] : []),
      ...(check.sha256 ? [{ name: t("facts.sha256"), value: mono(check.sha256, isDifferent) }] : []),
      ...(entry.modified ? [{ name: t("facts.modified"), value: entry.modified.replace("T", " ") }] : []),
    ];
  }

  return pictures.map((picture): CompareItem => {
    const { entry, check, role } = picture;
    const difference = findFileDifference(claims, entry.number, isTokenGood);
    const match = check.sha256 ? findMatch({ number: entry.number, name: entry.name, sha256: check.sha256 }) : null;
    const isOfDocument = role !== null && role.role !== "face";
    return {
      number: entry.number,
      role: tRole(role?.role ?? "unknown"),
      path: entry.name,
      type: labelOf(check.content),
      load: loads.get(entry.number) ?? (() => Promise.reject(new Error("No such picture"))),
      badge:
        check.state !== "whole"
          ? { tone: "contradicted", label: tPicture("damaged") }
          : difference === null
            ? match
            : { tone: "contradicted", label: tPicture(difference === "signed" ? "notSigned" : "notStated") },
      facts: [...(isOfDocument ? personFacts() : []), ...digestFacts(picture)],
    };
  });
}
