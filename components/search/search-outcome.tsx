"use client";

import { FileSearch } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { AsSent } from "#components/ui/as-sent";
import { ProblemNotice } from "#components/ui/problem-notice";
import type { Problem } from "#lib/http/problem";
import { paths } from "#lib/paths";
import type { Place } from "#lib/search/read-query";

export type SearchOutcomeState =
  | { kind: "none" }
  | { kind: "trying" }
  | { kind: "places"; places: Place[] }
  | { kind: "malformed"; text: string }
  | { kind: "unread" }
  | { kind: "failed"; problem: Problem };

const card = "absolute z-30 mt-2 w-full min-w-64 rounded-xl border border-line bg-sheet p-3 shadow-lg";

/** What stands under the search box: choices, or why the text was not searched. */
export function SearchOutcome({
  outcome,
  onChoose,
}: {
  outcome: SearchOutcomeState;
  onChoose: (path: string) => void;
}) {
  const t = useTranslations("search");
  if (outcome.kind === "none") return null;
  if (outcome.kind === "trying")
    return (
      <p role="status" className={card}>
        {t("trying")}
      </p>
    );
  if (outcome.kind === "failed")
    return (
      <div className={card}>
        <ProblemNotice problem={outcome.problem} />
      </div>
    );
  if (outcome.kind === "places")
    return (
      <div className={card}>
        <p role="status" className="mb-2 text-soft">
          {t("choices", { count: outcome.places.length })}
        </p>
        <ul aria-label={t("choicesLabel")} className="space-y-1">
          {outcome.places.map((place) => {
            const { srId, evidenceId } = place;
            const path = paths.place(place);
            return (
              <li key={path}>
                <Link
                  href={path}
                  prefetch={false}
                  onClick={() => onChoose(path)}
                  className="flex min-h-9 items-center gap-2 rounded-md px-2 py-1 hover:bg-raised"
                >
                  <FileSearch aria-hidden className="size-4 shrink-0 text-accent" />
                  <span className="min-w-0 font-mono text-[0.8125rem] break-all">
                    {srId}
                    {evidenceId ? <span className="block text-soft">{evidenceId}</span> : null}
                  </span>
                </Link>
              </li>
            );
          })}
        </ul>
      </div>
    );
  return (
    <div role="alert" className={`${card} space-y-1`}>
      <p className="font-medium">{t(`${outcome.kind}.title`)}</p>
      <p className="text-soft">{t(`${outcome.kind}.action`)}</p>
      {outcome.kind === "malformed" ? <AsSent text={outcome.text} cap={80} /> : null}
    </div>
  );
}
