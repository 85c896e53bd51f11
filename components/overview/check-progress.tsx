"use client";

import { useTranslations } from "next-intl";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Progress } from "#components/ui/progress";
import type { FetchedArtefact } from "#lib/agreement/findings";
import type { ProblemDetails } from "#lib/problem";
import type { Pieces } from "./use-pieces.ts";

export function CheckProgress({ pieces }: { pieces: Pieces }) {
  const t = useTranslations("overview");
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
      {failures.map(({ piece, problem, retry }) => (
        <ProblemNotice key={piece} of={t(`artefacts.${piece}`)} problem={problem} onRetry={retry} />
      ))}
    </div>
  );
}

type Failure = { piece: FetchedArtefact; problem: ProblemDetails; retry: () => void };
