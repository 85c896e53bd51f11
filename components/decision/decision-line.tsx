"use client";

import { Stamp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge";
import { Time } from "#components/ui/time";
import type { ChangedSince } from "#lib/decision/changed-since";
import { findShown, isShown } from "#lib/decision/find-shown";
import type { DecisionList } from "#lib/decision/schema";
import { useReasonWords } from "./use-decision-words.tsx";

/** One line above the conclusion's actions: what was decided, by whom and when. A person's word is grey, never green or red. */
export function DecisionLine({ list, actions }: { list: DecisionList; actions: ReactNode }) {
  const t = useTranslations("decision");
  const reasonOf = useReasonWords(list);
  const shown = findShown(list);
  const waits = list.decisions.findLast((decision) => !isShown(decision));
  if (list.decisions.length === 0) return null;
  const isWaiting = list.state === "second_review_pending" || list.state === "disputed";
  return (
    <section
      aria-label={t("title")}
      className="flex flex-wrap items-baseline gap-x-3 gap-y-1.5 rounded-xl border border-line bg-sheet px-4 py-2.5"
    >
      <Stamp aria-hidden className="size-4 shrink-0 self-center text-soft" />
      <Badge tone={isWaiting ? "unsure" : "silent"}>{t(`state.${list.state}`)}</Badge>
      {shown === null ? null : (
        <p className="min-w-0">
          {t("recorded", { outcome: t(`outcome.${shown.outcome}`), person: shown.person })} ·{" "}
          <Time inline at={shown.at} /> · {reasonOf(shown)} · {t("logEntry", { entry: shown.logEntry })}
        </p>
      )}
      {shown === null && waits ? (
        <p className="min-w-0">
          {t("hidden", { person: waits.person })} · <Time inline at={waits.at} />
        </p>
      ) : null}
      <div className="ml-auto flex flex-wrap gap-2 print:hidden">{actions}</div>
    </section>
  );
}

/** Says that a decision rests on other bytes than those that are shown now. */
export function ChangedNotice({ changed }: { changed: ChangedSince }) {
  const t = useTranslations("decision.changed");
  const tName = useTranslations("overview.sources");
  if (changed.artefacts.length === 0) return null;
  const names = changed.artefacts.map((name) => (name === "document" ? t("document") : tName(name))).join(", ");
  return (
    <div
      role="note"
      className={`rounded-xl border border-l-4 border-line bg-sheet px-4 py-2.5 ${changed.isGrave ? "border-l-unsure" : "border-l-edge"}`}
    >
      <p className="font-semibold">{t("title")}</p>
      <p className="text-soft">{t(changed.isGrave ? "grave" : "usual", { names })}</p>
    </div>
  );
}
