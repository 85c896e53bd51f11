import { useTranslations } from "next-intl";
import { Verbatim } from "#components/ui/verbatim";
import type { DossierBatch } from "#lib/dossier/making/schema";
import { caseKey } from "#lib/dossier/several/model";
import type { CaseState } from "./use-making.ts";

/** What became of each case in this browser; nothing before the first is made. */
export function MakingList({
  cases,
  states,
}: {
  cases: DossierBatch["cases"];
  states: ReadonlyMap<string, CaseState>;
}) {
  const t = useTranslations("dossiers");
  const tProblem = useTranslations("problem");
  if (states.size === 0) return null;

  function describe(state: CaseState | undefined, logEntry: number | null): string {
    if (state === undefined || state.phase === "open")
      return logEntry === null ? t("case.open") : t("case.earlier", { number: logEntry });
    if (state.phase === "made") return t("case.made", { number: state.made.logEntry });
    if (state.phase === "making") return t("case.making");
    return t("case.failed", { reason: tProblem(`codes.${state.problem.code}.title`) });
  }

  return (
    <ul aria-label={t("progress")} className="rounded-lg border border-line text-sm">
      {cases.map(({ logEntry, ...one }) => {
        const state = states.get(caseKey(one));
        const problem = state?.phase === "failed" ? state.problem : null;
        return (
          <li
            key={caseKey(one)}
            className="flex flex-wrap justify-between gap-x-4 border-line px-3 py-1.5 not-last:border-b"
          >
            <span className="min-w-0 font-mono text-[0.8125rem] wrap-anywhere">
              {one.srId} / {one.evidenceId}
            </span>
            <span className={problem === null ? "text-soft" : "text-unsure"}>
              {describe(state, logEntry)}
              {problem?.requestId ? <span className="text-soft"> · {problem.requestId}</span> : null}
            </span>
            {problem === null ? null : (
              <span lang="en" className="w-full text-xs text-soft">
                <Verbatim plain text={problem.detail} cap={300} />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
