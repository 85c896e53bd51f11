"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Card } from "#components/ui/card";
import { Verbatim } from "#components/ui/verbatim";
import { listClaims } from "#lib/token/list-claims";
import type { Verdict } from "#lib/token/schema";
import { VerbatimPart } from "./verbatim-part.tsx";

/** Lists the members of the protected header. `text`: its JSON text, empty if only the verdict has it. */
export function HeaderCard({ verdict, text }: { verdict: Verdict; text: string }) {
  const t = useTranslations("token.header");
  const { header } = verdict;
  const rows = useMemo(() => listClaims(text || JSON.stringify(header ?? {}), 1).rows, [text, header]);
  return (
    <Card title={t("title")} flush>
      {header ? (
        <dl className="divide-y divide-line">
          {rows.map(({ path: [name = ""], text: shown }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat, and rows never move
            <div key={index} className="flex flex-wrap gap-x-4 px-4 py-2">
              <dt className="w-16 shrink-0 text-soft">
                <Verbatim text={name} cap={40} />
              </dt>
              <dd className="min-w-0 flex-1">
                <Verbatim text={shown} cap={160} />
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="p-4 text-soft">{t("none")}</p>
      )}
      <VerbatimPart verdict={verdict} part="header" label={t("exact")} />
    </Card>
  );
}
