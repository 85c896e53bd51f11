"use client";

import { useFormatter, useTranslations } from "next-intl";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Progress } from "#components/ui/progress";
import type { Piece } from "#lib/agreement/conclude";
import type { Problem } from "#lib/http/problem";
import type { Pieces } from "./use-pieces.ts";

/** What "Check everything" is doing, piece by piece. Pieces that failed alike are said once, and tried again together. */
export function CheckProgress({ pieces }: { pieces: Pieces }) {
  const t = useTranslations("overview");
  const format = useFormatter();
  const { record, files, tokenFlight } = pieces;
  const loading = (
    [
      ["record", record],
      ["files", files],
    ] as const
  ).flatMap(([name, { state, cancel }]) => (state.phase === "loading" ? [{ name, state, cancel }] : []));
  const failures: Failure[] = [];
  if (record.state.phase === "failed")
    failures.push({ piece: "record", problem: record.state.problem, retry: record.open });
  if (files.state.phase === "failed")
    failures.push({ piece: "files", problem: files.state.problem, retry: files.open });
  if (typeof tokenFlight === "object")
    failures.push({ piece: "token", problem: tokenFlight, retry: () => void pieces.fetchToken() });
  return (
    <div className="space-y-3 empty:hidden print:hidden">
      {loading.map(({ name, state, cancel }) => (
        <Progress key={name} label={t(`fetching.${name}`)} {...state} onCancel={cancel} />
      ))}
      {groupAlike(failures).map(({ pieces: failed, problem, retry }) => (
        <ProblemNotice
          key={failed.join()}
          of={format.list(failed.map((piece) => t(`pieces.${piece}`)))}
          problem={problem}
          onRetry={retry}
        />
      ))}
    </div>
  );
}

type Failure = { piece: Piece; problem: Problem; retry: () => void };
type Alike = { pieces: Piece[]; problem: Problem; retry: () => void };

/** One group for each kind of failure; its problem is that of the first piece. */
function groupAlike(failures: readonly Failure[]): Alike[] {
  const groups = new Map<string, Failure[]>();
  for (const failure of failures)
    groups.set(failure.problem.code, [...(groups.get(failure.problem.code) ?? []), failure]);
  return [...groups.values()].flatMap((alike) => {
    const [first] = alike;
    const retry = () => {
      for (const failure of alike) failure.retry();
    };
    return first ? [{ pieces: alike.map(({ piece }) => piece), problem: first.problem, retry }] : [];
  });
}
