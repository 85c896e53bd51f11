"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { type ReactNode, useCallback } from "react";
import { useStatementName } from "#components/agreement/use-statement-name";
import { Verbatim } from "#components/ui/verbatim";
import type { Conclusion } from "#lib/agreement/conclusion";
import type { DecisiveFact } from "#lib/agreement/decisive-fact";
import type { FailedArtefact } from "#lib/agreement/findings";
import { formatVisible } from "#lib/i18n/escape-invisible";
import { inSentence } from "#lib/i18n/in-sentence";

export type ConclusionFacts = {
  statusWord: string | null;
  failed: readonly FailedArtefact[];
  /** False omits personal values (masking, copied result). */
  withValues: boolean;
};

const maxValue = 60;
const maxFileName = 40;

/** Codes whose sentence quotes values and has a variant without them. */
const quoting = new Set([
  "result_negative",
  "requested_differs",
  "differs",
  "document_not_valid",
  "impossible_times",
  "not_understood",
  "requested_similar",
  "needs_review",
]);

/** Codes whose sentence contrasts two values; with one value the variant without values applies. */
const twoSided = new Set([
  "requested_differs",
  "differs",
  "document_not_valid",
  "impossible_times",
  "requested_similar",
  "needs_review",
]);

/** Message key below `overview.conclusion`. */
function keyOf({ code, fact }: Conclusion, withValues: boolean): string {
  const values = fact?.values ?? [];
  const [first, second] = values;
  if (code === "result_unclear" && fact?.kind === "check") return "result_unclear_check";
  const least = twoSided.has(code) ? 2 : 1;
  if (!quoting.has(code) || (values.length >= least && (withValues || !isPersonal(fact)))) return code;
  const isOneSource = (second ?? first)?.source === first?.source;
  return code === "differs" && isOneSource ? "differs_within_plain" : `${code}_plain`;
}

const isPersonal = (fact: DecisiveFact | null) =>
  fact !== null && (fact.kind === "gaps" || (fact.kind === "statement" && fact.isPersonal));

type Tags = { expected: () => ReactNode; found: () => ReactNode };

/** Sentence of a conclusion, as elements that isolate quoted text and as plain text; names the decisive fact with both values. */
export function useConclusionText(): (
  conclusion: Conclusion,
  facts: ConclusionFacts,
) => { title: ReactNode; text: string } {
  const t = useTranslations("overview");
  const tRule = useTranslations("agreement.rules");
  const tConcept = useTranslations("agreement.statements");
  const format = useFormatter();
  const locale = useLocale();
  const nameOf = useStatementName();

  const describe = useCallback(
    ({ fact }: Conclusion, { statusWord, failed }: ConclusionFacts) => {
      const values = fact?.values ?? [];
      const [first, second] = values;
      const found = second ?? first;
      const sourceOf = (source: NonNullable<typeof found>["source"]) => t(`sources.${source}`);
      const ofGaps = fact?.kind === "gaps" ? fact : null;
      const concepts = ofGaps?.concepts.map((concept) => inSentence(tConcept(concept as "birth_date"), locale)) ?? [];
      const what =
        fact?.kind === "statement"
          ? inSentence(fact.isKnown ? nameOf(fact) : t("someStatement"), locale)
          : format.list(concepts);
      const rule = (fact?.kind === "statement" || fact?.kind === "gaps" ? fact.rule : null) ?? "stated_once";
      const gapSources = ofGaps?.sources.map(sourceOf) ?? [];
      const fileName = fact?.kind === "digest" ? fact.file?.split("/").at(-1) : undefined;
      const body = fact?.kind === "digest" && fact.body ? sourceOf(fact.body) : null;
      const nature = fact?.kind === "body" ? fact.nature : null;
      const natureKey = `natures.${nature}` as "natures.jwe";
      return {
        params: {
          what,
          word: formatVisible(statusWord ?? "–", 40),
          source: ofGaps ? format.list(gapSources) : found ? sourceOf(found.source) : "",
          expectedSource: first ? sourceOf(first.source) : "",
          subject: fileName ? formatVisible(fileName, maxFileName) : (body ?? t("someFile")),
          rule: tRule.has(rule as "equal_text") ? tRule(rule as "equal_text") : rule,
          artefacts: format.list(failed.map((artefact) => t(`artefacts.${artefact}`))),
          artefact: fact?.kind === "body" ? t(`artefacts.${fact.artefact}`) : "",
          nature: nature && t.has(natureKey) ? t(natureKey) : "",
          check: fact?.kind === "check" ? formatVisible(fact.check, maxFileName) : "",
        },
        expected: first?.text ?? "",
        found: found?.text ?? "",
      };
    },
    [t, tRule, tConcept, format, locale, nameOf],
  );

  return useCallback(
    (conclusion, facts) => {
      const { params, expected, found } = describe(conclusion, facts);
      const key = keyOf(conclusion, facts.withValues);
      const rich = (tags: Tags) => t.rich(`conclusion.${key as "differs"}`, { ...params, ...tags });
      const quoted = (text: string) => () => <Verbatim key={text} text={text} cap={maxValue} />;
      return {
        title: rich({ expected: quoted(expected), found: quoted(found) }),
        text: t.markup(`conclusion.${key as "differs"}`, {
          ...params,
          expected: () => formatVisible(expected, maxValue),
          found: () => formatVisible(found, maxValue),
        }),
      };
    },
    [describe, t],
  );
}
