import { countFindings } from "#lib/agreement/count-findings";
import type { Agreement } from "#lib/agreement/model";
import type { Message, MessageKey } from "#lib/i18n/message";
import { isUnfinished } from "#lib/status/schema";
import { titleOf } from "#lib/token/verdict-words";
import type { CaseState, Finding, FindingName, TabFindings } from "./model.ts";

/** At most two words for a tab. Red before amber before green: the first that applies. */
type Short = Pick<Finding, "tone" | "label">;

const say = (tone: Finding["tone"], key: MessageKey, values: Message["values"] = {}): Short => ({
  tone,
  label: { key, values },
});

function notOpened(state: CaseState, phase: "idle" | "loading" | "failed" | "ready"): Short | null {
  if (phase === "loading") return say("silent", "overview.tabs.checking");
  if (phase === "ready") return null;
  // Evidence does not exist before the identification is completed, so fetching it fails.
  if (isUnfinished(state.status.response?.state)) return say("silent", "overview.tabs.notYet");
  return phase === "failed" ? say("unsure", "overview.tabs.failed") : say("silent", "overview.tabs.notChecked");
}

/** What the statements of the record say beside those of the others. */
function recordTab(state: CaseState, agreement: Agreement | null, whole: Finding): Short {
  const open = notOpened(state, state.record);
  if (open) return open;
  if (agreement === null) return say("silent", "overview.tabs.checking");
  if (agreement.notEvidence.some(({ artefact }) => artefact === "record"))
    return say("unsure", "overview.tabs.notReadable");
  const { differences, notUnderstood, toReview, agreeing } = countFindings(agreement);
  if (differences.length > 0) return say("contradicted", "overview.tabs.differs", { count: differences.length });
  if (agreement.broken.includes("record")) return say("contradicted", "overview.tabs.damaged");
  if (notUnderstood.length + toReview.length + agreement.gaps.length > 0)
    return say("unsure", "overview.tabs.toReview");
  if (agreement.isCut) return say("unsure", "overview.tabs.inPart");
  if (agreeing === 0) return say("unsure", "overview.tabs.nothing");
  return say(whole.tone === "proven" ? "proven" : "silent", "overview.tabs.agrees");
}

/** Whether the archive is whole, and whether its files are the claimed ones. */
function filesTab(state: CaseState, agreement: Agreement | null, own: Finding, mayBeGreen: boolean): Short {
  const open = notOpened(state, state.files.phase);
  if (open) return open;
  const counts = countFindings(agreement);
  const ofFiles = (claims: typeof counts.wrongDigests) => claims.filter(({ match }) => match?.kind === "file").length;
  const [wrong, missing] = [ofFiles(counts.wrongDigests), counts.missingFiles.length];
  if (wrong > 0) return say("contradicted", "overview.tabs.differs", { count: wrong });
  if (missing > 0) return say("contradicted", "overview.tabs.missing", { count: missing });
  if (own.tone === "contradicted") return say("contradicted", "overview.tabs.damaged");
  if (state.files.facts === null) return say("silent", "overview.tabs.checking");
  if (own.tone === "unsure") return say("unsure", "overview.tabs.toReview");
  const proven = ofFiles(counts.provenDigests);
  if (proven > 0) return say(mayBeGreen ? "proven" : "silent", "overview.tabs.signed", { count: proven });
  return say("silent", "overview.tabs.undamaged");
}

function tokenTab(state: CaseState, own: Finding): Short {
  const { cached, state: phase } = state.token;
  if (cached === null) return notOpened(state, phase) ?? say("silent", "overview.tabs.checking");
  if (cached.earlierSha256 !== null) return say("unsure", "overview.tabs.changed");
  return say(own.tone, `overview.tabs.token.${titleOf(cached.verdict)}`);
}

/** The finding that each tab carries, with the longer one for people who ask for it. */
export function deriveTabFindings(state: CaseState, findings: Record<FindingName, Finding>): TabFindings {
  const { agreement, isComparing } = state.comparison;
  const compared = isComparing ? null : agreement;
  const mayBeGreen = findings.identification.tone === "proven";
  return {
    record: { ...recordTab(state, compared, findings.agreement), detail: findings.agreement.label },
    files: { ...filesTab(state, compared, findings.files, mayBeGreen), detail: findings.files.label },
    token: { ...tokenTab(state, findings.token), detail: findings.token.label },
  };
}
