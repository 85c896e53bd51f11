import { useLocale, useTranslations } from "next-intl";
import type { CompareFact, CompareItem } from "#components/compare/compare-item";
import { Masked } from "#components/evidence/masked";
import { useDigestMatch } from "#components/files/digest-match";
import { describePerson } from "#lib/agreement/describe-person";
import { formatDate } from "#lib/agreement/format-person";
import type { Archive } from "#lib/files/archive-session";
import { type CasePicture, isSignedForCase } from "#lib/overview/case-pictures";
import { useOverview } from "./overview-context.tsx";
import { usePictureItem } from "./use-picture-item.tsx";

/** The pictures of this case for a comparison, with what was compared of them. */
export function useCompareItems(
  archive: Archive,
  pictures: readonly CasePicture[],
  caseId: string,
): readonly CompareItem[] {
  const t = useTranslations("compare.facts");
  const locale = useLocale();
  const findMatch = useDigestMatch();
  const toItem = usePictureItem();
  const { overview, comparison, claims, artefacts } = useOverview();
  const { agreement } = comparison;
  const isTokenGood = isSignedForCase(artefacts.verdict);

  function personFacts(): CompareFact[] {
    const person = agreement && describePerson(agreement);
    if (person === null) return [];
    const date = (text: string) => <Masked text={formatDate(text, locale) ?? text} />;
    const range = [person.issued, person.expires].flatMap((value) => (value === null ? [] : [value.text]));
    return [
      ...(overview.identified ? [{ name: t("name"), value: <Masked text={overview.identified.name} /> }] : []),
      ...(person.birthDate ? [{ name: t("birthDate"), value: date(person.birthDate.text) }] : []),
      ...(range.length > 0
        ? [
            {
              name: t("valid"),
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

  return pictures.map((picture) => {
    const { entry, check, role } = picture;
    const match = check.sha256 ? findMatch({ number: entry.number, name: entry.name, sha256: check.sha256 }) : null;
    const isOfDocument = role !== null && role.role !== "face";
    return toItem(archive, picture, { caseId, claims, isTokenGood, match, facts: isOfDocument ? personFacts() : [] });
  });
}
