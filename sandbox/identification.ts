import type { Invited, Person } from "./people.ts";
import type { PersonalityName } from "./personalities/personality.ts";
import type { RecordForm } from "./record-forms.ts";

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
  | "of-somebody-else"
  | "empty"
  | "empty-claims"
  | "sd-jwt"
  | "jwe";

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
  /** Whose schema status, record and token follow; without it the sandbox's own. */
  personality?: PersonalityName;
  /** The identification's own id as a JSON number; the token then names no other id. */
  numericId?: number;
  /** What the record states otherwise than the token; its machine-readable zone follows the record. */
  recordChange?: Partial<Person>;
  /** One value of the record stands in a form that cannot be read; the personality says which. */
  hasIllegibleValue?: boolean;
  /** A passport that the record names beside the identity card (`pxl` only). */
  passport?: Person;
  /** Status times in forms without a zone, unset and "never" (`wrapped` only). */
  hasOddTimes?: boolean;
  /** Names of the checks whose result is REVIEW. */
  checksInReview?: readonly string[];
  /** What the token says beside ids; without it identity data and digests. */
  tokenContent?: "digests" | "ids";
  /** How the record's text is sent; without it as UTF-8. */
  recordForm?: RecordForm;
  /** The archive is sent as base64 text; the token then states no digest of it. */
  hasBase64Archive?: boolean;
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
