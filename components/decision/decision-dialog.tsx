"use client";

import { EyeOff, KeyRound, Stamp, Users, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { announce } from "#components/ui/live-region";
import { Notice } from "#components/ui/notice";
import { ProblemNotice } from "#components/ui/problem-notice";
import { maxEscalateToLength, type Outcome } from "#lib/decision/model";
import type { Draft } from "#lib/decision/parse-draft";
import type { DecisionList } from "#lib/decision/schema";
import { type BoundFact, BoundFacts } from "./bound-facts.tsx";
import { ChoiceCards } from "./choice-cards.tsx";
import { NoteField } from "./note-field.tsx";
import { isUncertain, useRecordDecision } from "./use-record-decision.ts";

export type DecisionCase = {
  srId: string;
  evidenceId: string;
  /** Title, ID and ticket beneath the heading. */
  subtitle: string;
  boundTo: Draft["boundTo"];
  faces: Draft["faces"];
  facts: readonly BoundFact[];
  /** Artefacts that an acceptance rests on and that are not open, as words. */
  unopened: readonly string[];
  isContradicted: boolean;
  isGreen: boolean;
  /** False while the identification goes on: it can only be escalated. */
  isFinal: boolean;
};

type DecisionDialogProps = {
  subject: DecisionCase;
  list: DecisionList;
  /** The outcome that is chosen when it opens; null for none. */
  initial: Outcome | null;
  /** Asks for a passkey's assertion over the digest (hex), or null where none is required. @throws NotConfirmed */
  confirm: ((digest: string) => Promise<unknown>) | null;
  /** Says before the form is sent how the decision is confirmed. */
  confirmation: ReactNode;
  onRecorded: (list: DecisionList) => void;
  onClose: () => void;
};

/** The form of a decision, open as soon as it is there; a failure keeps what was entered. */
export function DecisionDialog({
  subject,
  list,
  initial,
  confirm,
  confirmation,
  onRecorded,
  onClose,
}: DecisionDialogProps) {
  const t = useTranslations("decision");
  const format = useFormatter();
  const formId = useId();
  const ref = useRef<HTMLDialogElement>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(initial);
  const [reason, setReason] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [escalateTo, setEscalateTo] = useState("");
  const [isTried, setTried] = useState(false);
  const { record, isWorking, problem, unconfirmed, clear } = useRecordDecision(subject.srId, subject.evidenceId);
  // An effect, because only the mounted dialog can be shown as modal.
  useEffect(() => {
    if (ref.current?.open === false) ref.current.showModal();
  }, []);
  const { mine } = list;
  if (mine === null) return null;

  const outcomes: Outcome[] = [
    ...(subject.isFinal ? (["accept", "reject"] as const) : []),
    "escalate",
    ...(mine.mayWithdraw ? (["withdraw"] as const) : []),
  ];
  const reasons = outcome === null ? [] : mine.reasons[outcome];
  const isOther = reason === "other";
  const needsNote = isOther || (outcome === "accept" && (subject.isContradicted || subject.unopened.length > 0));
  const isRisky = outcome === "reject" || !subject.isGreen;
  const isReviewed = mine.review === "first" || (mine.review === "none" && mine.rule === "risky" && isRisky);
  const missing =
    outcome === null ? "outcome" : reason === null ? "reason" : needsNote && note.trim() === "" ? "note" : null;

  function choose(next: Outcome) {
    setOutcome(next);
    setReason(null);
    clear();
  }

  async function submit() {
    setTried(true);
    if (missing !== null || outcome === null || reason === null || mine === null) {
      announce(t(`missing.${missing ?? "outcome"}`));
      return;
    }
    const draft: Draft = {
      ...{ outcome, reason, note, faces: subject.faces, boundTo: subject.boundTo },
      escalateTo: outcome === "escalate" && escalateTo.trim() !== "" ? escalateTo : null,
      supersedes: mine.supersedes,
    };
    const recorded = await record(draft, confirm);
    if (recorded === null) return;
    setOutcome(null);
    setReason(null);
    setNote("");
    setEscalateTo("");
    setTried(false);
    ref.current?.close();
    onRecorded(recorded);
  }

  const submitLabel = () => {
    if (outcome === null) return t("record");
    if (outcome === "accept" && subject.isContradicted) return t("submit.acceptDespite");
    return t(isReviewed ? `submit.${outcome}Reviewed` : `submit.${outcome}`);
  };
  return (
    <Dialog
      ref={ref}
      name={t("record")}
      onClose={onClose}
      className="max-h-[92vh] w-[min(57rem,calc(100vw-2rem))] overflow-y-auto max-[700px]:m-0 max-[700px]:h-dvh max-[700px]:max-h-none max-[700px]:w-screen max-[700px]:max-w-none max-[700px]:rounded-none"
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWorking) void submit();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          event.currentTarget.requestSubmit();
        }}
      >
        <header className="flex items-start gap-3 border-b border-line px-5 py-4">
          <Stamp aria-hidden className="mt-0.5 size-5 text-accent" />
          <div className="min-w-0 flex-1">
            <h2 className="text-base font-semibold">{t("record")}</h2>
            <p className="break-words text-soft">
              <bdi>{subject.subtitle}</bdi>
            </p>
          </div>
          <Button look="quiet" iconOnly icon={X} onClick={() => ref.current?.close()}>
            {t("close")}
          </Button>
        </header>
        <div className="grid min-[800px]:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="min-w-0 space-y-5 px-5 py-4">
            <ChoiceCards
              label={t("fields.outcome")}
              name={`${formId}-outcome`}
              look="cards"
              value={outcome}
              onChange={(value) => choose(value as Outcome)}
              options={outcomes.map((value) => ({
                value,
                label: t(`outcome.${value}`),
                hint: value === "accept" && subject.isContradicted ? t("hint.acceptDespite") : t(`hint.${value}`),
              }))}
              fault={isTried && missing === "outcome" ? t("missing.outcome") : null}
            />
            {outcome === null ? null : (
              <ChoiceCards
                label={t("fields.reason")}
                name={`${formId}-reason`}
                look="chips"
                value={reason}
                onChange={setReason}
                options={reasons.map(({ code, label }) => ({
                  value: code,
                  label:
                    label ?? (t.has(`reason.${code}` as "reason.other") ? t(`reason.${code}` as "reason.other") : code),
                  hint: null,
                }))}
                fault={isTried && missing === "reason" ? t("missing.reason") : null}
              />
            )}
            {outcome === "escalate" ? (
              <label className="block">
                <span className="font-semibold">{t("fields.escalateTo")}</span>{" "}
                <span className="text-soft">{t("optional")}</span>
                <input
                  type="text"
                  value={escalateTo}
                  maxLength={maxEscalateToLength}
                  onChange={(event) => setEscalateTo(event.target.value)}
                  className="mt-1.5 block min-h-10 w-full rounded-lg border border-edge bg-sheet px-3"
                />
              </label>
            ) : null}
            <NoteField
              value={note}
              onChange={setNote}
              isNeeded={needsNote}
              why={
                outcome !== "accept"
                  ? null
                  : subject.unopened.length > 0
                    ? t("unopened", { names: format.list(subject.unopened) })
                    : subject.isContradicted
                      ? t("despite")
                      : null
              }
              fault={isTried && missing === "note" ? t("missing.note") : null}
            />
            {isReviewed ? (
              <div className="flex gap-3 rounded-lg border border-line px-4 py-3">
                <Users aria-hidden className="mt-0.5 size-5 shrink-0 text-accent" />
                <div>
                  <p>
                    <span className="font-semibold">{t("second.title")}</span>{" "}
                    <span className="text-soft">{t("second.fourEyes")}</span>
                  </p>
                  <p className="text-soft">{t("second.text")}</p>
                </div>
              </div>
            ) : null}
            {mine.review === "second" || mine.review === "lead" ? (
              <p className="rounded-lg border border-line px-4 py-3">{t(`place.${mine.review}`)}</p>
            ) : null}
            {confirmation}
            <div aria-live="polite">
              {unconfirmed === null ? null : (
                <Notice tone="unsure" title={t("notRecorded")}>
                  <p>{unconfirmed}</p>
                </Notice>
              )}
              {problem === null ? null : (
                <>
                  <p className="mb-2 font-semibold">{t(isUncertain(problem) ? "maybeRecorded" : "notRecorded")}</p>
                  <ProblemNotice problem={problem} />
                </>
              )}
            </div>
          </div>
          <BoundFacts facts={subject.facts}>
            {isReviewed ? (
              <div className="rounded-lg border border-dashed border-edge px-3 py-2.5">
                <p className="flex items-center gap-2 font-semibold">
                  <EyeOff aria-hidden className="size-4" />
                  {t("second.sees")}
                </p>
                <p className="text-soft">{t("second.seesWhat")}</p>
              </div>
            ) : null}
          </BoundFacts>
        </div>
        <footer className="sticky bottom-0 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-sheet px-5 py-3">
          <p className="mr-auto text-[0.8125rem] text-soft">{t("kept")}</p>
          <Button onClick={() => ref.current?.close()}>{t("cancel")}</Button>
          <Button
            look="primary"
            type="submit"
            icon={confirm === null ? Stamp : KeyRound}
            disabled={isWorking}
            aria-busy={isWorking}
          >
            {submitLabel()}
            <kbd aria-hidden className="rounded border border-on-accent/60 px-1 font-mono text-xs max-sm:hidden">
              Ctrl ↵
            </kbd>
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
