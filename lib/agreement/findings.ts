import type { IdentificationState } from "#lib/status/schema";
import type { VerdictName } from "#lib/token/schema";
import type { Agreement } from "./model.ts";

/** An artefact fetched on a person's action. */
export type FetchedArtefact = "record" | "files" | "token";

/** The request is fetched with the page; its names are part of the comparison. */
export type FailedArtefact = FetchedArtefact | "request";

/** Findings so far; null means not examined. */
export type Findings = {
  identification: IdentificationState | null;
  statusWord: string | null;
  token: { verdict: VerdictName; reason: string } | null;
  /** Archive entries by state; `unread` failed for reasons other than damage. */
  archive: { files: number; damaged: number; unread: number; isListed: boolean } | null;
  agreement: Agreement | null;
  /** Artefacts not requested, and those that could not be fetched. */
  notOpened: readonly FetchedArtefact[];
  failed: readonly FailedArtefact[];
  /** True during fetching, reading or comparing; a conclusion follows at the end. */
  isChecking: boolean;
  /** Qualified signatures of this signer in the report; null if not examined. */
  signatures: number | null;
};
