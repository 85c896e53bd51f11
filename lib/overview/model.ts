import type { Conclusion } from "#lib/agreement/conclusion";
import type { FailedArtefact, FetchedArtefact } from "#lib/agreement/findings";
import type { PersonName } from "#lib/agreement/identified-person";
import type { Agreement } from "#lib/agreement/model";
import type { ArtefactState } from "#lib/evidence/artefact-store";
import type { ReadBody } from "#lib/evidence/read-body";
import type { ArchiveState } from "#lib/files/archive-state";
import type { Message } from "#lib/i18n/message";
import type { ProblemCode } from "#lib/problem";
import type { StatusResponse } from "#lib/status/schema";
import type { CachedVerdict } from "#lib/token/query";
import type { ArchiveFacts } from "./archive-facts.ts";

/** `agreement` is null before record, token or files are loaded. `failed`: an internal error, not a finding. */
export type Comparison = { agreement: Agreement | null; isComparing: boolean; failed: boolean };

/** What the browser has of one identification. Null means "not there yet", never "absent". */
export type CaseState = {
  /** Being fetched while both `response` and `problem` are null. */
  status: {
    response: Pick<StatusResponse, "state" | "status" | "stateSource" | "unreadable" | "times" | "otherTimes"> | null;
    body: ReadBody | null;
    problem: ProblemCode | null;
  };
  request: "loading" | "ready" | "failed";
  record: ArtefactState["phase"];
  /** `archive` is the state of the check, `facts` its result; null until the check is done. */
  files: {
    phase: ArtefactState["phase"];
    body: ReadBody | null;
    archiveState: Pick<ArchiveState, "head" | "tally" | "checking" | "checked" | "entries">;
    facts: ArchiveFacts | null;
  };
  token: { state: "idle" | "loading" | "failed"; cached: Pick<CachedVerdict, "verdict" | "earlierSha256"> | null };
  comparison: Comparison;
  /** `signatures`: qualified signatures of this signer; null if not examined. */
  report: { isLoading: boolean; signatures: number | null };
};

/** Result of one part of the page, in two short lines. `proven` (green) is only for what was checked and passed. */
export type Finding = { tone: Conclusion["tone"]; label: Message; detail: Message | null };

export const findingNames = ["identification", "token", "files", "agreement"] as const;
export type FindingName = (typeof findingNames)[number];

/** The findings that tabs carry, in at most two words. `detail` is the longer text. */
export type TabFindings = Record<"record" | "files" | "token", Finding>;

/** What the page shows of a case. */
export type Overview = {
  findings: Record<FindingName, Finding>;
  tabs: TabFindings;
  conclusion: Conclusion;
  /** The identified person, as the evidence names them. */
  identified: PersonName | null;
  /** Names the setting that gave a completed state, beside the reasons of the conclusion. */
  statusNote: Message | null;
  /** Artefacts not requested, and those that could not be fetched. */
  notOpened: readonly FetchedArtefact[];
  failed: readonly FailedArtefact[];
  /** A fetch, a read or a comparison runs. */
  isChecking: boolean;
  /** Something is left to fetch. */
  canCheck: boolean;
};
