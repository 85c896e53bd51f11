"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Verbatim } from "#components/ui/verbatim";
import type { ProblemDetails } from "#lib/problem";
import { maxTextLength, type Query } from "#lib/search/parse-search-input";
import { FoundCases } from "./found-cases.tsx";

/** `ids` are choices here: an unambiguous one is opened directly. A `word` is an ID or a title. */
export type SearchOutcomeState =
  | { kind: "none" }
  | { kind: "trying" }
  | (Extract<Query, { kind: "ids" }> & { ticket: string | null })
  | Extract<Query, { kind: "word" | "malformed" | "opaque" | "unread" }>
  | { kind: "failed"; problem: ProblemDetails };

const looks = {
  page: "mt-3 rounded-xl border border-line bg-sheet p-3",
  header: "absolute z-30 mt-2 w-full min-w-64 rounded-xl border border-line bg-sheet p-3 shadow-lg",
};

export function SearchOutcome({
  outcome,
  onChoose,
  onTitle,
  onLeave,
  onClose,
  ticket,
  isPurposeRequired,
  isOnPage,
}: {
  outcome: SearchOutcomeState;
  isOnPage: boolean;
  /** Ticket that the text names. */
  ticket: string | null;
  isPurposeRequired: boolean;
  onChoose: (path: string) => void;
  onLeave: () => void;
  onTitle: (title: string) => void;
  onClose: () => void;
}) {
  const t = useTranslations("search");
  const card = looks[isOnPage ? "page" : "header"];
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
  if (outcome.kind === "ids")
    return (
      <div className={card}>
        <div role="status" className="mb-2 space-y-1 text-soft">
          {outcome.ids.length === 1 ? <p>{t("choices", { count: 1 })}</p> : null}
          {outcome.ids.length === 1 && !outcome.isCertain ? <p>{t("unsure")}</p> : null}
          {outcome.leftOut > 0 ? (
            <p>{t("leftOut", { count: outcome.ids.length, total: outcome.ids.length + outcome.leftOut })}</p>
          ) : null}
          {outcome.isCut ? <p>{t("cut", { count: maxTextLength })}</p> : null}
        </div>
        <FoundCases
          targets={outcome.ids}
          ticket={ticket}
          isPurposeRequired={isPurposeRequired}
          onLeave={onLeave}
          onChoose={onChoose}
          onClose={onClose}
        />
      </div>
    );
  if (outcome.kind === "word")
    return (
      <div className={card}>
        <p role="status" className="mb-2 text-soft">
          {t("idOrTitle")}
        </p>
        <FoundCases
          targets={[{ srId: outcome.word, evidenceId: null }]}
          ticket={null}
          isPurposeRequired={isPurposeRequired}
          onLeave={onLeave}
          onChoose={onChoose}
          onClose={onClose}
        />
        <Button icon={Search} onClick={() => onTitle(outcome.word)}>
          {t("searchTitle")}
        </Button>
      </div>
    );
  return (
    <div role="alert" className={`${card} space-y-1`}>
      <p className="font-medium">{t(`${outcome.kind}.title`)}</p>
      <p className="text-soft">{t(`${outcome.kind}.action`)}</p>
      {outcome.kind === "unread" && outcome.isCut ? (
        <p className="text-soft">{t("cut", { count: maxTextLength })}</p>
      ) : null}
      {outcome.kind === "malformed" ? <Verbatim text={outcome.text} cap={80} /> : null}
    </div>
  );
}
