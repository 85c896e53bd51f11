"use client";

import { useTranslations } from "next-intl";
import { Masked } from "#components/evidence/masked";
import type { PersonName } from "#lib/agreement/identified-person";

type PeopleLineProps = { requested: string | null; identified: PersonName | null };

/** Requested and identified person: statements of different parties, even with equal names. */
export function PeopleLine({ requested, identified }: PeopleLineProps) {
  const t = useTranslations("overview");
  if (!identified) return null;
  return (
    <p className="flex flex-wrap gap-x-4 text-ink">
      {requested ? <span>{t.rich("requestedName", { name: () => <Masked text={requested} /> })}</span> : null}
      <span>
        {t.rich("identifiedName", {
          source: t(`sources.${identified.source}`),
          name: () => <Masked text={identified.name} />,
        })}
      </span>
    </p>
  );
}
