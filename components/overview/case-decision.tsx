"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { BookOpenText, ChevronRight, PenLine, Stamp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useRef, useState } from "react";
import { ChangedNotice, DecisionLine } from "#components/decision/decision-line";
import { Decisions } from "#components/decision/decision-list";
import { usePasskeyConfirmation } from "#components/passkey/use-passkey-confirmation";
import { Button } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { announce } from "#components/ui/live-region";
import { ProblemNotice } from "#components/ui/problem-notice";
import { toProblem } from "#lib/api-client";
import { findChanges } from "#lib/decision/changed-since";
import { findShown } from "#lib/decision/find-shown";
import type { Outcome } from "#lib/decision/model";
import { NotConfirmed } from "#lib/decision/not-confirmed";
import { decisionsQuery } from "#lib/decision/query";
import type { DecisionList } from "#lib/decision/schema";
import { apiPaths, paths } from "#lib/paths";
import { findPosition } from "#lib/queue/model";
import { useQueue } from "#lib/queue/queue-store";
import { isUnfinished } from "#lib/status/schema";
import { useOverview } from "./overview-context.tsx";
import { useDecisionCase } from "./use-decision-case.tsx";

/** With the first decision, to keep the overview small. */
const DecisionDialog = lazy(async () => ({
  default: (await import("#components/decision/decision-dialog")).DecisionDialog,
}));

const shortcuts: readonly Outcome[] = ["accept", "reject", "escalate"];

/** The decisions of this case as the person may see them; null until they are read. */
export function useDecisions(): {
  list: DecisionList | null;
  problem: ReturnType<typeof toProblem> | null;
  retry: () => void;
} {
  const { artefacts } = useOverview();
  const { srId, evidenceId } = artefacts;
  const { data, error, refetch } = useQuery(decisionsQuery(srId, evidenceId));
  const problem = error && !data ? toProblem(error, apiPaths.decisions(srId, evidenceId)) : null;
  return { list: data ?? null, problem, retry: () => void refetch() };
}

/** What was decided, above the conclusion: a decision stands apart from it, and never takes its colour. */
export function DecisionState({ open }: { open: (outcome: Outcome | null) => void }) {
  const t = useTranslations("decision");
  const { artefacts } = useOverview();
  const { list, problem, retry } = useDecisions();
  const reader = useRef<HTMLDialogElement>(null);
  const { digests } = useDecisionCase();
  const next = useNextInQueue(artefacts.srId, artefacts.evidenceId);
  const router = useRouter();
  if (problem !== null) return <ProblemNotice problem={problem} onRetry={retry} />;
  if (list === null || list.decisions.length === 0) return null;
  const shown = findShown(list);
  const isOpen = list.mine?.refusal === null;
  return (
    <>
      {shown === null ? null : <ChangedNotice changed={findChanges(shown.boundTo, digests)} />}
      <DecisionLine
        list={list}
        actions={
          <>
            <Button icon={BookOpenText} onClick={() => reader.current?.showModal()}>
              {t("read")}
            </Button>
            {isOpen && shown !== null ? (
              <Button icon={PenLine} onClick={() => open(null)}>
                {t("revise")}
              </Button>
            ) : null}
            {next === null ? null : (
              <Button look="primary" icon={ChevronRight} onClick={() => router.push(paths.target(next))}>
                {t("next")}
              </Button>
            )}
          </>
        }
      />
      <Dialog
        ref={reader}
        name={t("title")}
        className="max-h-[92vh] w-[min(44rem,calc(100vw-2rem))] overflow-y-auto p-5"
      >
        <h2 className="mb-3 text-base font-semibold">{t("title")}</h2>
        <Decisions list={list} />
        <form method="dialog" className="mt-4 text-right">
          <Button type="submit">{t("close")}</Button>
        </form>
      </Dialog>
    </>
  );
}

function useNextInQueue(srId: string, evidenceId: string) {
  const queue = useQueue();
  const position = queue && findPosition(queue, { srId, evidenceId });
  return queue === null || position === null ? null : (queue.cases[position + 1] ?? null);
}

/** The buttons that open the form; neutral, because no outcome is the usual one. */
export function DecisionActions({ isPrimary, open }: { isPrimary: boolean; open: (outcome: Outcome | null) => void }) {
  const t = useTranslations("decision");
  const { overview, artefacts } = useOverview();
  const { list, problem } = useDecisions();
  const { status, statusProblem } = artefacts;
  // Their room is kept from the start, so that the buttons beside them stay where they are.
  const isLoading = problem === null && statusProblem === null && (list === null || status === null);
  if (!isLoading && (!list?.mine || status === null)) return null;
  const refusal = list?.mine?.refusal ?? null;
  if (refusal !== null) return <p className="self-center text-soft">{t(`refusal.${refusal as "same_person"}`)}</p>;
  const isWaiting = isLoading || overview.isChecking;
  const isFinal = status === null || !isUnfinished(status.state);
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        look={isPrimary ? "primary" : "plain"}
        icon={Stamp}
        data-command=""
        data-shortcut="decide"
        aria-keyshortcuts="d"
        disabled={isWaiting}
        onClick={() => open(null)}
      >
        {t("record")}
        <kbd aria-hidden className="rounded border border-current/60 px-1 font-mono text-xs max-sm:hidden">
          d
        </kbd>
      </Button>
      {shortcuts
        .filter((outcome) => isFinal || outcome === "escalate")
        .map((outcome) => (
          <span key={outcome} className="contents max-[700px]:hidden">
            <Button disabled={isWaiting} onClick={() => open(outcome)}>
              {t(`outcome.${outcome}`)}
            </Button>
          </span>
        ))}
    </div>
  );
}

/** The open form; it is made anew each time it opens, so that it is bound to what is shown then. */
export function DecisionForm({
  opened,
  onClose,
}: {
  opened: { outcome: Outcome | null; key: number } | null;
  onClose: () => void;
}) {
  const { list } = useDecisions();
  if (opened === null || list === null || list.mine === null) return null;
  return <OpenForm key={opened.key} list={list} outcome={opened.outcome} onClose={onClose} />;
}

function OpenForm({ list, outcome, onClose }: { list: DecisionList; outcome: Outcome | null; onClose: () => void }) {
  const t = useTranslations("decision");
  const { subject } = useDecisionCase();
  const queries = useQueryClient();
  const passkey = usePasskeyConfirmation(list.mine?.isPasskeyRequired ?? false, (words) => new NotConfirmed(words));
  if (subject === null) return null;
  return (
    <Suspense fallback={null}>
      <DecisionDialog
        subject={subject}
        list={list}
        initial={outcome}
        confirm={passkey?.confirm ?? null}
        confirmation={passkey?.notice ?? null}
        onRecorded={(recorded) => {
          const last = recorded.decisions.at(-1);
          const entry = last && "logEntry" in last ? last.logEntry : null;
          announce(entry === null ? t("announcedPlain") : t("announced", { entry }));
          void queries.invalidateQueries({ queryKey: ["view"] });
        }}
        onClose={onClose}
      />
      {passkey?.dialog}
    </Suspense>
  );
}

/** State of the form: which outcome is chosen when it opens. */
export function useDecisionForm() {
  const [opened, setOpened] = useState<{ outcome: Outcome | null; key: number } | null>(null);
  const [count, setCount] = useState(0);
  return {
    opened,
    open: (outcome: Outcome | null) => {
      setCount(count + 1);
      setOpened({ outcome, key: count + 1 });
    },
    close: () => setOpened(null),
  };
}
