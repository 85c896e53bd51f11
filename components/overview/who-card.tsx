"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { Masked } from "#components/evidence/masked";
import { Card } from "#components/ui/card";
import { lazyPart } from "#components/ui/lazy-part";
import { Skeleton } from "#components/ui/skeleton";
import type { PersonName } from "#lib/agreement/identified-person";
import type { Agreement } from "#lib/agreement/model";
import { Fact } from "./fact.tsx";

type WhoCardProps = {
  requested: string | null;
  identified: PersonName | null;
  agreement: Agreement | null;
  isChecking: boolean;
};

/** Rows whose room is kept until they are known. */
const expected = ["birthDate", "nationality", "document", "number", "valid", "method", "checks"] as const;

/** Names of countries and readers of dates come with the first comparison, to keep the overview small. */
export const IdentifiedFacts = lazyPart(
  async () => (await import("./identified-facts.tsx")).IdentifiedFacts,
  () => <UnknownFacts isChecking />,
);

/** Who was expected and who was identified, with the document, as the evidence states it. */
export const WhoCard = memo(function WhoCard({ requested, identified, agreement, isChecking }: WhoCardProps) {
  const t = useTranslations("overview.who");
  const tSource = useTranslations("overview.sources");
  return (
    <Card
      title={t("title")}
      aside={identified ? t("asStated", { source: tSource(identified.source) }) : undefined}
      footer={agreement ? t("vouches") : undefined}
    >
      <dl className="grid grid-cols-[8.75rem_minmax(0,1fr)] gap-x-3 gap-y-2.5">
        <Fact name={t("requested")}>{requested === null ? t("notStated") : <Masked text={requested} />}</Fact>
        {agreement === null ? (
          <UnknownFacts isChecking={isChecking} />
        ) : (
          <IdentifiedFacts identified={identified} agreement={agreement} />
        )}
      </dl>
    </Card>
  );
});

function UnknownFacts({ isChecking }: { isChecking: boolean }) {
  const t = useTranslations("overview.who");
  return (
    <>
      <Fact name={t("identified")}>
        {isChecking ? <Skeleton lines={1} /> : <span className="text-soft">{t("notFetched")}</span>}
      </Fact>
      {expected.map((name) => (
        <Fact key={name} name={t(name)}>
          <span
            aria-hidden
            className={`inline-block h-4 w-3/5 rounded align-middle ${isChecking ? "animate-pulse bg-silent-soft" : ""}`}
          />
        </Fact>
      ))}
    </>
  );
}
