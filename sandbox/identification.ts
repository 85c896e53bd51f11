import type { Invited, Person } from "./people.ts";

/** One identification as the sandbox plays it: how far it came, what is wrong with it, and the signers and requests around it. */

type Tamper = "digest-mismatch" | "missing-files" | "large-archive" | "large-record" | "odd-record";
export type TokenKind =
  | "rs256"
  | "es256"
  | "ps256-anew"
  | "stranger"
  | "none"
  | "expired"
  | "unknown-kid"
  | "x5c-good"
  | "x5c-bad"
  | "of-somebody-else";

/** Which claim ties the token to its evidence. */
type Binding = "evidence-id" | "status-id" | "transaction-code";

/** One identification. `person` is whom the document names; null while no document was read. */
export type Identification = {
  evidenceId: string;
  transactionCode: string;
  status: string;
  method: "NFC" | "MANUAL_REVIEW";
  /** How long ago the identification was initiated. */
  createdMinutesAgo: number;
  startedMinutesAgo?: number;
  reviewPendingMinutesAgo?: number;
  completedMinutesAgo?: number;
  reviewedMinutesAgo?: number;
  /** The review began at the last moment that lies in the provider's working hours. */
  reviewInWorkingHours?: boolean;
  /** Until when the provider keeps it; negative when that is past. */
  expiresInDays: number;
  person: Person | null;
  /** Fields of the status that nobody has seen before. */
  otherStatusFields?: Record<string, unknown>;
  /** Why record, files and token are refused, if they are. */
  refusal?: "not-completed" | "deleted" | "feature-off";
  /** The provider has record and archive, but no token. */
  hasNoToken?: boolean;
  /** The review ends this long after the status was first asked for (see unfold.ts). */
  reviewEndsAfterS?: number;
  /** With which status code "not completed" is said: the provider's guides do not agree. */
  refusalStatus?: 400 | 409 | 422;
  tamper?: Tamper;
  token?: TokenKind;
  binding?: Binding;
  /** Birth date in the token when it differs from the record's. */
  tokenBirthDate?: string;
  /** The token names the e-mail address by its SHA-256 alone. */
  tokenHashesEmail?: boolean;
};

export type Signer = {
  invited: Invited;
  /** Signs with an account and was identified elsewhere. */
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
