"use client";

import { useLocale, useTranslations } from "next-intl";
import { Masked } from "#components/evidence/masked";
import { Badge } from "#components/ui/badge";
import { Verbatim } from "#components/ui/verbatim";
import { describePerson, type NameRelation, type StatedValue } from "#lib/agreement/describe-person";
import { formatCountry, formatDate, formatDocumentType, formatMethod } from "#lib/agreement/format-person";
import type { PersonName } from "#lib/agreement/identified-person";
import type { Agreement, CheckNote } from "#lib/agreement/model";
import { Fact } from "./fact.tsx";

/** Names of checks that are listed. */
const shownChecks = 8;

type IdentifiedFactsProps = { identified: PersonName | null; agreement: Agreement };

/** Who was identified, with the document and the checks, once record or token were read. */
export function IdentifiedFacts({ identified, agreement }: IdentifiedFactsProps) {
  const t = useTranslations("overview.who");
  const locale = useLocale();
  const types = useTranslations("overview.who.types");
  const methods = useTranslations("overview.who.methods");
  const person = describePerson(agreement);
  const range = [person.issued, person.expires].filter((value) => value !== null);
  return (
    <>
      <Fact name={t("identified")}>
        {identified === null ? (
          t("notStated")
        ) : (
          <span className="font-semibold">
            <Masked text={identified.name} />
          </span>
        )}
        {person.name ? <NameBadge relation={person.name} /> : null}
      </Fact>
      <Stated name={t("birthDate")} value={person.birthDate} words={(text) => formatDate(text, locale)} />
      <Stated name={t("nationality")} value={person.nationality} words={(text) => formatCountry(text, locale)} />
      <Stated
        name={t("document")}
        value={person.documentType}
        words={(text) => formatDocumentType(text, types)}
        beside={person.issuingCountry && formatCountry(person.issuingCountry.text, locale)}
      />
      <Stated name={t("number")} value={person.documentNumber} />
      <Fact name={t("valid")}>
        {range.length === 0 ? t("notStated") : null}
        {range.map(({ text }, index) => (
          <span key={index === 0 ? "from" : "until"}>
            {index > 0 ? " – " : person.issued === null ? `${t("until")} ` : ""}
            <Masked text={formatDate(text, locale) ?? text} />
          </span>
        ))}
        {person.isValidThatDay === null ? null : (
          <span className={`block text-[0.8125rem] ${person.isValidThatDay ? "text-soft" : "text-contradicted"}`}>
            {t(person.isValidThatDay ? "validThatDay" : "notValidThatDay")}
          </span>
        )}
      </Fact>
      <Stated
        name={t("method")}
        value={person.method}
        words={(text) => formatMethod(text, methods)}
        isPersonal={false}
      />
      <Checks agreement={agreement} />
    </>
  );
}

type StatedProps = {
  name: string;
  value: StatedValue | null;
  /** Words for a code or a date; null if it is unknown, and then the value stands alone. */
  words?: (text: string) => string | null;
  beside?: string | null;
  isPersonal?: boolean;
};

function Stated({ name, value, words, beside = null, isPersonal = true }: StatedProps) {
  const t = useTranslations("overview.who");
  const text = value?.text ?? null;
  const show = (words: string) => (isPersonal ? <Masked text={words} /> : <Verbatim plain text={words} cap={60} />);
  const inWords = text === null ? null : (words?.(text) ?? null);
  return (
    <Fact name={name}>
      <span>
        {text === null ? t("notStated") : show(inWords ?? text)}
        {beside === null ? null : (
          <>
            , <Masked text={beside} />
          </>
        )}
      </span>
      {text !== null && inWords !== null && inWords !== text ? (
        <span className="inline-block max-w-full font-mono text-[0.8125rem] text-soft">{show(text)}</span>
      ) : null}
    </Fact>
  );
}

function NameBadge({ relation: { kind, rule } }: { relation: NameRelation }) {
  const t = useTranslations("overview.who");
  const tRule = useTranslations("agreement.rules");
  const ruleName = rule !== null && tRule.has(rule as "equal_text") ? tRule(rule as "equal_text") : "";
  const tone = kind === "different" ? "contradicted" : kind === "to_review" ? "unsure" : "silent";
  return (
    <span className="block pt-1">
      <Badge tone={tone}>{t(`name.${kind}`, { rule: ruleName })}</Badge>
    </span>
  );
}

function Checks({ agreement }: { agreement: Agreement }) {
  const t = useTranslations("overview.who");
  const { passed, notPerformed, notPerformedCount, unclear, unclearCount } = agreement.checks;
  if (passed + notPerformedCount + unclearCount === 0) return null;
  return (
    <>
      {passed > 0 ? <Fact name={t("checks")}>{t("passed", { count: passed })}</Fact> : null}
      {notPerformedCount > 0 ? (
        <Fact name={t("notPerformed")}>
          <CheckNames notes={notPerformed} count={notPerformedCount} />
        </Fact>
      ) : null}
      {unclearCount > 0 ? (
        <Fact name={t("unclear")}>
          <CheckNames notes={unclear} count={unclearCount} />
        </Fact>
      ) : null}
    </>
  );
}

function CheckNames({ notes, count }: { notes: readonly CheckNote[]; count: number }) {
  const shown = notes.slice(0, shownChecks);
  return (
    <>
      {shown.map(({ name, source, path }) => (
        <span key={`${source} ${path}`} className="block">
          <Verbatim text={name} cap={60} />
        </span>
      ))}
      {count > shown.length ? `+${count - shown.length}` : null}
    </>
  );
}
