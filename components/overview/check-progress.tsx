"use client";

import { useFormatter, useTranslations } from "next-intl";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Progress } from "#components/ui/progress";
import { Skeleton } from "#components/ui/skeleton";
import type { FetchedArtefact } from "#lib/agreement/findings";
import type { ProblemDetails } from "#lib/problem";
import type { CaseArtefacts } from "./use-case-artefacts.ts";

/** Downloads under way, or placeholder lines while what has arrived is read and compared. */
export function CheckProgress({ artefacts }: { artefacts: CaseArtefacts }) {
  const t = useTranslations("overview");
  const { record, files } = artefacts;
  const rows = [
    { name: "record", ...record },
    { name: "files", ...files },
  ] as const;
  if (rows.every(({ state }) => state.phase !== "loading")) return <Skeleton lines={3} />;
  return (
    <div className="space-y-3 print:hidden">
      {rows.map(({ name, state, cancel }) =>
        state.phase === "loading" ? (
          <Progress key={name} label={t(`fetching.${name}`)} {...state} onCancel={cancel} isInCard />
        ) : state.phase === "ready" ? (
          // Keeps its room, so that the other one stays where it is.
          <div key={name} aria-hidden className="invisible">
            <Progress label={t(`fetching.${name}`)} {...fetched} onCancel={cancel} isInCard />
          </div>
        ) : null,
      )}
    </div>
  );
}

const fetched = { receivedBytes: 0, totalBytes: null, bytesPerSecond: 0 };

/** What could not be fetched: one notice for all that failed for the same reason, with the way to try again. */
export function CheckFailures({ artefacts }: { artefacts: CaseArtefacts }) {
  const t = useTranslations("overview");
  const format = useFormatter();
  const { record, files, tokenState } = artefacts;
  const failures: Failure[] = [];
  if (record.state.phase === "failed")
    failures.push({ artefact: "record", problem: record.state.problem, retry: record.open });
  if (files.state.phase === "failed")
    failures.push({ artefact: "files", problem: files.state.problem, retry: files.open });
  if (typeof tokenState === "object")
    failures.push({ artefact: "token", problem: tokenState, retry: () => void artefacts.fetchToken() });
  const kinds = [...new Set(failures.map(kindOf))];
  if (kinds.length === 0) return null;
  return (
    <div className="space-y-3 print:hidden">
      {kinds.map((kind) => {
        const own = failures.filter((failure) => kindOf(failure) === kind);
        return (
          <ProblemNotice
            key={kind}
            of={format.list(own.map(({ artefact }) => t(`artefacts.${artefact}`)))}
            problem={longestWait(own)}
            onRetry={() => {
              for (const { retry } of own) retry();
            }}
          />
        );
      })}
    </div>
  );
}

type Failure = { artefact: FetchedArtefact; problem: ProblemDetails; retry: () => void };

/** Seconds; waits that differ less share one notice. */
const waitStepS = 10;

/** What failed for the same reason and may be tried again at about the same time. */
const kindOf = ({ problem }: Failure) => `${problem.code} ${Math.ceil((problem.retryAfterS ?? 0) / waitStepS)}`;

/** The problem of several whose retry has to wait longest. */
function longestWait(failures: readonly Failure[]): ProblemDetails {
  const problems = failures.map(({ problem }) => problem);
  return problems.reduce((one, other) => ((other.retryAfterS ?? 0) > (one.retryAfterS ?? 0) ? other : one));
}
