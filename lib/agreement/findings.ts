import type { IdentificationState } from "#lib/status/schema";
import type { VerdictName } from "#lib/token/schema";
import type { Agreement } from "./model.ts";

/** An artefact that is fetched on a person's act. */
export type FetchedArtefact = "record" | "files" | "token";

/** What may fail to be fetched: the request is fetched with the page, and its names belong to the comparison. */
export type FailedArtefact = FetchedArtefact | "request";

/** What was found so far; null for what was not examined. */
export type Findings = {
  identification: IdentificationState | null;
  /** The provider's own status word. */
  statusWord: string | null;
  token: { verdict: VerdictName; reason: string } | null;
  /** Entries of the archive by what reading them showed; `unread` could not be read to their end for other reasons. */
  archive: { files: number; damaged: number; unread: number; isListed: boolean } | null;
  agreement: Agreement | null;
  /** Artefacts that were not asked for, and those that were and could not be had. */
  notOpened: readonly FetchedArtefact[];
  failed: readonly FailedArtefact[];
  /** Something is being fetched, read or compared: until it ends there is no conclusion. */
  isChecking: boolean;
  /** Qualified signatures of this signer in the signature report, or null where it was not examined. */
  signatures: number | null;
};
