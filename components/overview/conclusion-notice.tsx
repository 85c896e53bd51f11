"use client";

import { ChevronDown, ChevronRight, Hourglass } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { type Tone, toneIcon } from "#components/ui/badge";
import type { Conclusion } from "#lib/agreement/conclusion";
import type { ConclusionReason } from "#lib/agreement/conclusion-reasons";
import { formatVisible } from "#lib/i18n/escape-invisible";
import { inSentence } from "#lib/i18n/in-sentence";
import { rankReasons } from "#lib/overview/rank-reasons";

type ConclusionNoticeProps = {
  conclusion: Conclusion;
  title: ReactNode;
  statusNote: string | null;
  /** The values that decided, beside the reasons. */
  evidence: ReactNode;
  /** The clock of a pending review: it changes by itself, so it is not read out. */
  review: { tone: Tone; content: ReactNode } | null;
  /** Downloads under way; they take the room of the reasons. */
  progress: ReactNode;
  /** What could not be fetched. */
  failures: ReactNode;
  actions: ReactNode;
};

const edges: Record<Tone, string> = {
  proven: "border-l-proven",
  contradicted: "border-l-contradicted",
  unsure: "border-l-unsure",
  silent: "border-l-edge",
};

const grounds: Record<Tone, string> = {
  proven: "bg-proven",
  contradicted: "bg-contradicted",
  unsure: "bg-unsure",
  silent: "bg-silent",
};

export function useReasonText(): (reason: ConclusionReason) => string {
  const t = useTranslations("overview");
  const format = useFormatter();
  const locale = useLocale();
  const tReason = useTranslations("token.reasons");
  const tConcept = useTranslations("agreement.statements");
  return (reason) => {
    if (reason.code === "verdict")
      return tReason.has(reason.reason as "valid") ? tReason(reason.reason as "valid") : "";
    if (reason.code === "not_opened" || reason.code === "could_not_be_opened")
      return t(`reasons.${reason.code}`, {
        artefacts: format.list(reason.artefacts.map((one) => t(`artefacts.${one}`))),
      });
    if (reason.code === "not_confirmed")
      return t("reasons.not_confirmed", {
        source: t(`sources.${reason.source}`),
        concepts: format.list(reason.concepts.map((concept) => inSentence(tConcept(concept as "birth_date"), locale))),
      });
    if (!("names" in reason)) return "";
    const all = [
      ...reason.bodies.map((body) => t(`sources.${body}`)),
      ...reason.names.map((name) => formatVisible(name)),
    ];
    const names = (all.length < reason.count ? [...all, "…"] : all).join(", ");
    return t(`reasons.${reason.code}`, { count: reason.count, names, named: all.length });
  };
}

/**
 * A conclusion with its decisive fact and its reasons; never stronger than the checks. Its room is kept from the start, so
 * that nothing below moves when the final one appears.
 */
export function ConclusionNotice(props: ConclusionNoticeProps) {
  const { conclusion, title, statusNote, evidence, review, progress, failures, actions } = props;
  const t = useTranslations("overview");
  const textOf = useReasonText();
  const tone = review?.tone ?? conclusion.tone;
  const Icon = review ? Hourglass : toneIcon[tone];
  const ranked = rankReasons(conclusion.reasons);
  const toText = (reason: ConclusionReason): ReasonText => ({
    key: "source" in reason ? `${reason.code} ${reason.source}` : reason.code,
    text: textOf(reason),
  });
  const noted = [...(statusNote ? [{ key: "note", text: statusNote }] : []), ...ranked.shown.map(toText)];
  return (
    <div
      role="status"
      aria-label={t("conclusionLabel")}
      aria-live={review ? "off" : undefined}
      className={`overflow-clip rounded-xl border border-l-4 border-line bg-sheet ${edges[tone]}`}
    >
      <div className="min-h-[13.5rem] px-4 pt-4 pb-3 max-[700px]:min-h-[16rem] print:min-h-0">
        <div className="flex items-start gap-3">
          <span
            className={`flex size-7 shrink-0 items-center justify-center rounded-full text-sheet forced-colors:border ${grounds[tone]}`}
          >
            <Icon aria-hidden className="size-4.5" />
          </span>
          {/* Three lines on phones, because a longer headline would move what is below it. */}
          <h2 className="min-w-0 flex-1 text-lg leading-snug font-semibold break-words max-[700px]:min-h-[4.65rem] print:min-h-0">
            {title}
          </h2>
        </div>
        <div className="mt-2.5 space-y-3 sm:pl-10">
          {review?.content}
          {failures}
          <div
            className={evidence ? "grid gap-x-6 gap-y-3 min-[1100px]:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]" : ""}
          >
            {evidence}
            {progress ?? <Reasons shown={noted} more={ranked.more.map(toText)} always={ranked.always.map(toText)} />}
          </div>
        </div>
      </div>
      {actions}
    </div>
  );
}

type ReasonText = { key: string; text: string };
type ReasonsProps = { shown: readonly ReasonText[]; more: readonly ReasonText[]; always: readonly ReasonText[] };

/** The most serious reasons; the others, and on phones all of them, are one press away. What was not examined is always there. */
function Reasons({ shown, more, always }: ReasonsProps) {
  const t = useTranslations("overview");
  const [isOpen, setOpen] = useState(false);
  const listId = useId();
  const Icon = isOpen ? ChevronDown : ChevronRight;
  const item = (className: string) =>
    function Item({ key, text }: ReasonText) {
      return (
        <li key={key} className={`break-words ${className}`}>
          <bdi>{text}</bdi>
        </li>
      );
    };
  return (
    <div className="min-w-0 text-soft print:text-ink">
      <ul id={listId} className="list-disc space-y-0.5 pl-4">
        {shown.map(item(isOpen ? "" : "max-[699px]:hidden print:list-item"))}
        {more.map(item(isOpen ? "" : "hidden print:list-item"))}
        {always.map(item(""))}
      </ul>
      {shown.length + more.length === 0 ? null : (
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={listId}
          onClick={() => setOpen(!isOpen)}
          className={`mt-1 inline-flex min-h-6 items-center gap-1 font-medium text-accent max-[699px]:min-h-11 print:hidden ${
            more.length > 0 ? "" : "min-[700px]:hidden"
          }`}
        >
          <Icon aria-hidden className="size-4" />
          <span className="min-[700px]:hidden">{t("reasonCount", { count: shown.length + more.length })}</span>
          <span className="max-[699px]:hidden">{t("moreReasons", { count: more.length })}</span>
        </button>
      )}
    </div>
  );
}
