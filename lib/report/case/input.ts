import type { ConclusionCode, ConclusionTone } from "#lib/agreement/conclusion-codes";
import type { DecisiveFact } from "#lib/agreement/decisive-fact";
import type { FailedArtefact, FetchedArtefact } from "#lib/agreement/findings";
import type { Agreement } from "#lib/agreement/model";
import type { EvidenceAccess } from "#lib/audit/schema";
import type { DecisionList } from "#lib/decision/schema";
import type { SignatureRequest, Signer } from "#lib/signature-request/model";
import type { StatusResponse } from "#lib/status/schema";
import type { Verdict } from "#lib/token/schema";
import type { PersonalChoice, PictureChoice } from "../print-order.ts";
import type { ReportOrigin } from "../schema.ts";

/** A file of the archive; `sha256` is null unless it was read to its end. `state`: damaged files contradict the archive's data. */
export type ReportFile = { number: number; name: string; sizeBytes: number; sha256: string | null; isWhole: boolean };

/** A picture to print. `pixels` is null if the view cannot show it. */
export type ReportPicture = {
  number: number;
  place: "document" | "face";
  type: string;
  pixels: { width: number; height: number } | null;
};

/** An answer of the provider; `sha256` is null if it was not fetched. */
export type ReportAnswer = { name: "status" | "record" | "files" | "token"; sizeBytes: number; sha256: string | null };

/** Findings about one identification. Null means "not fetched" or "not examined", never "absent". */
export type CaseReportInput = {
  srId: string;
  evidenceId: string;
  ticket: string | null;
  purpose: string | null;
  request: SignatureRequest | null;
  signer: Signer | null;
  requestedName: string | null;
  identifiedName: string | null;
  status: Pick<StatusResponse, "state" | "status" | "transactionCode" | "times" | "otherTimes"> | null;
  /** Sentences in the language of the report, with or without personal data as `personal` says. */
  conclusion: {
    code: ConclusionCode;
    tone: ConclusionTone;
    fact: DecisiveFact | null;
    text: string;
    reasons: readonly string[];
  };
  notOpened: readonly FetchedArtefact[];
  failed: readonly FailedArtefact[];
  agreement: Agreement | null;
  verdict: Verdict | null;
  archive: { files: readonly ReportFile[]; damaged: number; unread: number; isListed: boolean } | null;
  /** Qualified signatures that the signature report names for this signer. */
  signatures: number | null;
  answers: readonly ReportAnswer[];
  pictures: readonly ReportPicture[];
  /** Accesses of this evidence, newest first; null if they could not be read. */
  accesses: { items: readonly EvidenceAccess[]; hasMore: boolean } | null;
  /** Decisions as the printing person may see them; null if they could not be read. */
  decisions: DecisionList | null;
  print: ReportOrigin;
  choices: { pictures: PictureChoice; personal: PersonalChoice };
  rules: string;
};
