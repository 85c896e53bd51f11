"use client";

import { useTranslations } from "next-intl";
import { ProblemNotice } from "#components/ui/problem-notice";
import { Progress } from "#components/ui/progress";
import type { ArtefactState } from "#lib/evidence/artefact-store";
import type { Pieces } from "./use-pieces.ts";

/** What "Check everything" is doing, piece by piece; each fails alone and is tried again alone. */
export function CheckProgress({ pieces }: { pieces: Pieces }) {
  const { record, files, tokenFlight } = pieces;
  return (
    <div className="space-y-3 empty:hidden print:hidden">
      <Piece name="record" {...record} />
      <Piece name="files" {...files} />
      {typeof tokenFlight === "object" ? <ProblemNotice problem={tokenFlight} onRetry={pieces.fetchToken} /> : null}
    </div>
  );
}

type PieceProps = { name: "record" | "files"; state: ArtefactState; open: () => void; cancel: () => void };

function Piece({ name, state, open, cancel }: PieceProps) {
  const t = useTranslations("overview.fetching");
  if (state.phase === "loading") return <Progress label={t(name)} {...state} onCancel={cancel} />;
  if (state.phase === "failed") return <ProblemNotice problem={state.problem} onRetry={open} />;
  return null;
}
