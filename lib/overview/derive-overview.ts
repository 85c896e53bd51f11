import { deriveConclusion } from "#lib/agreement/conclusion";
import type { FailedArtefact, FetchedArtefact } from "#lib/agreement/findings";
import { findIdentifiedName } from "#lib/agreement/identified-person";
import type { CachedVerdict } from "#lib/token/query";
import type { Verdict } from "#lib/token/schema";
import { agreementFinding } from "./agreement-finding.ts";
import { filesFinding } from "./files-finding.ts";
import { identificationFinding } from "./identification-finding.ts";
import { type CaseState, type Finding, type FindingName, findingNames, type Overview } from "./model.ts";
import { deriveTabFindings } from "./tab-findings.ts";
import { tokenFinding } from "./token-finding.ts";

/** A changed token clears its verdict until the user has seen the change (components/token). */
export function currentVerdict(cached: Pick<CachedVerdict, "verdict" | "earlierSha256"> | null): Verdict | null {
  return cached && cached.earlierSha256 === null ? cached.verdict : null;
}

const artefacts = ["record", "files", "token"] as const;

const listWhere = (isSo: Record<FetchedArtefact, boolean>) => artefacts.filter((artefact) => isSo[artefact]);

function listFailed({ request, record, files, token }: CaseState): FailedArtefact[] {
  const failed = { record: record === "failed", files: files.phase === "failed", token: token.state === "failed" };
  return [...(request === "failed" ? (["request"] as const) : []), ...listWhere(failed)];
}

/** A failed fetch is not "not opened"; an archive is opened once its files were checked. */
function listNotOpened({ record, files, token }: CaseState): FetchedArtefact[] {
  return listWhere({
    record: record !== "ready" && record !== "failed",
    files: files.facts === null && files.phase !== "failed",
    token: currentVerdict(token.cached) === null && token.state !== "failed",
  });
}

function findRunning({ record, files, token, comparison, report }: CaseState): boolean {
  const isFetching = record === "loading" || files.phase === "loading" || token.state === "loading";
  const isReading = files.phase === "ready" && files.facts === null;
  return isFetching || isReading || comparison.isComparing || report.isLoading;
}

/** Replaces findings that are missing. None is green until the identification is completed. */
function completeFindings(found: Record<FindingName, Finding | null>): Record<FindingName, Finding> {
  const mayBeGreen = found.identification?.tone === "proven";
  const complete = (name: FindingName): Finding => {
    const { tone, label, detail } = found[name] ?? {
      tone: "silent",
      label: { key: "evidence.statements.notChecked" },
      detail: { key: `evidence.statements.${name}.open` },
    };
    return { tone: tone === "proven" && !mayBeGreen ? "silent" : tone, label, detail };
  };
  return Object.fromEntries(findingNames.map((name) => [name, complete(name)])) as Record<FindingName, Finding>;
}

/** Derives everything that tabs and overview say of a case: findings, conclusion, what is open, failed or running. */
export function deriveOverview(state: CaseState): Overview {
  const { status, request, record, files, token, comparison, report } = state;
  const { response } = status;
  const { agreement } = comparison;
  const verdict = currentVerdict(token.cached);
  const [notOpened, failed, isChecking] = [listNotOpened(state), listFailed(state), findRunning(state)];
  const isOpened = record === "ready" || files.phase === "ready" || verdict !== null;
  const isLoading = request === "loading" || (response === null && status.problem === null);
  const isComplete = notOpened.length === 0 && failed.length === 0 && request === "ready" && !comparison.isComparing;
  const findings = completeFindings({
    identification: identificationFinding(status),
    token: tokenFinding(token),
    files: filesFinding(files),
    agreement: agreementFinding(agreement, { isComplete, isSigned: verdict?.verdict === "valid" }),
  });
  return {
    findings,
    tabs: deriveTabFindings(state, findings),
    conclusion: deriveConclusion({
      identification: response?.state ?? null,
      statusWord: response?.status ?? null,
      token: verdict,
      archive: files.facts && { ...files.facts, files: files.facts.files.length },
      agreement,
      notOpened,
      failed,
      // The conclusion needs status, request and a finished comparison.
      isChecking: isChecking || isLoading || (isOpened && agreement === null && !comparison.failed),
      signatures: report.signatures,
    }),
    identified: findIdentifiedName(agreement),
    statusNote:
      response?.stateSource === "setting" && response.state === "completed"
        ? { key: "overview.reasons.completed_by_setting", values: { word: response.status ?? "" } }
        : null,
    notOpened,
    failed,
    isChecking,
    canCheck: (notOpened.length > 0 || failed.length > 0) && !isChecking,
  };
}
