import type { Invited, Person } from "./people.ts";
import type { PersonalityName } from "./personalities/personality.ts";
import type { RecordForm } from "./record-forms.ts";

/** One identification of the sandbox: its progress, its anomalies, its signers and requests. */

type Tamper = "digest-mismatch" | "missing-files" | "large-archive" | "large-record" | "anomalous-record";
export type TokenKind =
  | "rs256"
  | "es256"
  | "ps256-anew"
  | "untrusted"
  | "none"
  | "expired"
  | "unknown-kid"
  | "x5c-good"
  | "x5c-bad"
  | "of-other-evidence"
  | "empty"
  | "empty-claims"
  | "sd-jwt"
  | "jwe";

/** Claim that binds the token to its evidence. */
type Binding = "evidence-id" | "status-id" | "transaction-code";

/** `person` is the document's holder; null until a document was read. */
export type Identification = {
  evidenceId: string;
  transactionCode: string;
  status: string;
  method: "NFC" | "MANUAL_REVIEW";
  createdMinutesAgo: number;
  startedMinutesAgo?: number;
  reviewPendingMinutesAgo?: number;
  completedMinutesAgo?: number;
  reviewedMinutesAgo?: number;
  /** The review began at the last moment within the provider's review hours. */
  reviewInWorkingHours?: boolean;
  /** Days until the provider deletes it; negative if that is past. */
  expiresInDays: number;
  person: Person | null;
  otherStatusFields?: Record<string, unknown>;
  /** Reason for refusing record, files and token. */
  refusal?: "not-completed" | "deleted" | "feature-off";
  hasNoToken?: boolean;
  /** Seconds from the first status request to the end of the review (see unfold.ts). */
  reviewEndsAfterS?: number;
  /** Status code of "not completed"; the provider's guides disagree. */
  refusalStatus?: 400 | 409 | 422;
  tamper?: Tamper;
  token?: TokenKind;
  binding?: Binding;
  /** Birth date in the token if it differs from the record's. */
  tokenBirthDate?: string;
  /** The token contains the email address only as SHA-256. */
  tokenHashesEmail?: boolean;
  /** Schema of status, record and token; the sandbox's default if omitted. */
  personality?: PersonalityName;
  /** The identification's ID as a JSON number; the token then contains no other ID. */
  numericId?: number;
  /** Values of the record that differ from the token; the MRZ follows the record. */
  recordChange?: Partial<Person>;
  /** One value of the record is illegible; the schema chooses which. */
  hasIllegibleValue?: boolean;
  /** A passport in the record beside the identity card (`pxl` only). */
  passport?: Person;
  /** Status times without a zone, unset and "never" (`wrapped` only). */
  hasAnomalousTimes?: boolean;
  checksInReview?: readonly string[];
  /** Content of the token beside IDs; identity data and digests if omitted. */
  tokenContent?: "digests" | "ids";
  /** Encoding of the record; UTF-8 if omitted. */
  recordForm?: RecordForm;
  /** Sends the archive as base64 text; the token then states no digest of it. */
  hasBase64Archive?: boolean;
};

export type Signer = {
  invited: Invited;
  /** Signs with an account that was identified elsewhere. */
  accountEmail?: string;
  identification?: Identification;
  statusCode: "OPEN" | "SIGNED" | "ERROR" | "DECLINED";
};

export type Scenario = {
  statusOverall: "OPEN" | "SIGNED" | "ERROR" | "DECLINED";
  legislation: "ZERTES" | "EIDAS";
  documents: readonly string[];
  signers: readonly Signer[];
};
