import { describePerson, type PersonDescription, type StatedValue } from "#lib/agreement/describe-person";
import { formatCountry, formatDate, formatDocumentType, formatMethod } from "#lib/agreement/format-person";
import type { Cell, Mark, Section } from "../model.ts";
import { code, marked, plain, quoted, section, strong } from "../spans.ts";
import type { Texts } from "../texts.ts";
import type { CaseReportInput } from "./input.ts";

type Words = (text: string) => string | null;

function nameRelation({ name }: PersonDescription, { t }: Texts): Cell | null {
  if (name === null) return null;
  const key = `agreement.rules.${name.rule}`;
  const rule = name.rule !== null && t.has(key) ? t(key) : "";
  const mark: Mark = name.kind === "different" ? "differs" : name.kind === "to_review" ? "unsure" : "agrees";
  return [marked(mark, t(`overview.who.name.${name.kind}`, { rule }))];
}

/** Who was requested, who was identified, and by which document, as the evidence states it. */
export function personSection(input: CaseReportInput, texts: Texts): Section {
  const { t, locale } = texts;
  const { agreement, choices } = input;
  const title = t("overview.who.title");
  const person = agreement && describePerson(agreement);
  const isMasked = choices.personal === "masked";
  const missing: Cell = [plain(t(agreement === null ? "overview.who.notFetched" : "overview.who.notStated"))];
  const hidden: Cell = [plain(t("report.masked"))];
  const name = (text: string | null): Cell => (text === null ? missing : isMasked ? hidden : [strong(text, 120)]);
  const stated = (value: StatedValue | null | undefined, words?: Words): Cell => {
    if (!value) return missing;
    if (isMasked) return hidden;
    const inWords = words?.(value.text) ?? null;
    if (inWords === null || inWords === value.text) return [quoted(value.text, 120)];
    return [plain(inWords), plain(" "), code(value.text, 60)];
  };
  const inDate: Words = (text) => formatDate(text, locale);
  const inCountry: Words = (text) => formatCountry(text, locale);
  const document: Cell = [
    ...stated(person?.documentType, (text) => formatDocumentType(text, (kind) => t(`overview.who.types.${kind}`))),
    ...(person?.issuingCountry && !isMasked ? [plain(", "), ...stated(person.issuingCountry, inCountry)] : []),
  ];
  const methodText = person?.method?.text ?? null;
  const methodWords = methodText && formatMethod(methodText, (kind) => t(`overview.who.methods.${kind}`));
  // A method says nothing about the person, so it is never masked.
  const method: Cell =
    methodText === null
      ? missing
      : methodWords
        ? [plain(methodWords), plain(" "), code(methodText, 60)]
        : [quoted(methodText, 60)];
  const relation = person ? nameRelation(person, texts) : null;
  const valid = person?.isValidThatDay ?? null;
  const items = [
    { name: t("overview.who.requested"), value: name(input.requestedName) },
    { name: t("overview.who.identified"), value: name(input.identifiedName) },
    ...(relation ? [{ name: t("report.namesCompared"), value: relation }] : []),
    { name: t("overview.who.birthDate"), value: stated(person?.birthDate, inDate) },
    { name: t("overview.who.nationality"), value: stated(person?.nationality, inCountry) },
    { name: t("overview.who.document"), value: document },
    { name: t("overview.who.number"), value: stated(person?.documentNumber) },
    { name: t("report.issued"), value: stated(person?.issued, inDate) },
    { name: t("report.validUntil"), value: stated(person?.expires, inDate) },
    { name: t("overview.who.method"), value: method },
    ...(valid === null
      ? []
      : [
          {
            name: t("report.thatDay"),
            value: [
              marked(valid ? "agrees" : "differs", t(`overview.who.${valid ? "validThatDay" : "notValidThatDay"}`)),
            ],
          },
        ]),
  ];
  return section("person", title, [{ kind: "facts", columns: 2, items }]);
}

/** What the provider says that it checked. */
export function providerSection({ agreement }: CaseReportInput, { t, list }: Texts): Section {
  const checks = agreement?.checks;
  const names = (notes: readonly { name: string }[], count: number) => {
    const shown = notes.slice(0, 12).map(({ name }) => quoted(name, 60).text);
    return list(count > shown.length ? [...shown, `+${count - shown.length}`] : shown);
  };
  const texts = [
    checks && checks.passed > 0 ? t("overview.reasons.checks_passed", { count: checks.passed }) : null,
    checks && checks.notPerformedCount > 0
      ? t("overview.reasons.checks_not_performed", { names: names(checks.notPerformed, checks.notPerformedCount) })
      : null,
    checks && checks.unclearCount > 0
      ? t("overview.reasons.checks_unclear", {
          count: checks.unclearCount,
          names: names(checks.unclear, checks.unclearCount),
        })
      : null,
  ].filter((text) => text !== null);
  const says = texts.length > 0 ? texts.join(" ") : t(agreement ? "report.noChecks" : "overview.who.notFetched");
  return section("provider", t("report.provider"), [{ kind: "text", spans: [plain(says)] }]);
}
