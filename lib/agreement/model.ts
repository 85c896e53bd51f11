/**
 * What the pieces of evidence say of each other: a table of statements × sources, and the digests that one piece claims
 * of another. `compare-statements.ts` and `compare-digests.ts` make it from plain facts; nothing here fetches.
 */
import type { SignatureRequest, Signer } from "#lib/signature-request/model";
import type { ReportSignature } from "#lib/signature-request/report";
import type { EvidenceStatus } from "#lib/status/model";
import type { VerdictName } from "#lib/token/model";

/** `report` is the activity report with the qualified signature; it is fetched on a confirmation of its own. */
export const sources = ["request", "status", "record", "token", "files", "report"] as const;
export type Source = (typeof sources)[number];

/** What stands beside a digest in the same object: which file it speaks of, and how long that is. */
export type Beside = { claimedName: string | null; claimedSizeBytes: number | null };

/**
 * One scalar of a JSON text: its JSONPath (RFC 9535), the names from the top to it (positions in arrays left out; the last
 * is its own, for an element of an array the array's), and its text: strings decoded, numbers exactly as sent. `beside` is
 * null where the scalar cannot be a digest.
 */
export type Leaf = {
  path: string;
  names: readonly string[];
  text: string;
  kind: "string" | "number" | "boolean" | "null";
  /** Some array stands around it. */
  inList: boolean;
  beside: Beside | null;
};

/**
 * The scalars of a JSON text that matter. `fault`: the text broke off or is no JSON, and these stand before its first
 * fault. `isCut`: it states more than is compared.
 */
export type LeafReading = { leaves: Leaf[]; fault: boolean; isCut: boolean };

/** One file of the archive. Digests are lower-case hex, null while they are not computed. */
export type FileFact = {
  /** Position in the archive's list, as `?file=` names it. */
  number: number;
  name: string;
  sizeBytes: number;
  sha1: string | null;
  sha256: string | null;
  sha384: string | null;
  sha512: string | null;
  /** True when size and CRC-32 held. */
  isWhole: boolean;
  /** What a JSON file of the archive says, else null. */
  reading: LeafReading | null;
};

/** A body as a whole, for claims about "the record" or "the archive". Digests are lower-case hex, null where not computed. */
export type BodyFact = { source: Source; sizeBytes: number } & Record<DigestAlgorithm, string | null>;

/** Everything that is compared; a source that was not opened is null and stands as "not opened", never as "absent". */
export type AgreementInput = {
  srId: string;
  evidenceId: string;
  request: { request: SignatureRequest; signer: Signer | null } | null;
  status: EvidenceStatus | null;
  record: LeafReading | null;
  token: (LeafReading & { verdict: VerdictName }) | null;
  files: FileFact[] | null;
  /** The qualified signatures of this signer. */
  report: ReportSignature[] | null;
  bodies: BodyFact[];
};

/**
 * - `agrees`: equal to the other sources under the rule named
 * - `differs`: contradicts another source
 * - `absent`: the source was opened and says nothing of it
 * - `not_comparable`: it says something that no rule can hold against the others (a hash of an e-mail address)
 * - `not_opened`: the source was not fetched yet
 */
export type CellOutcome = "agrees" | "differs" | "absent" | "not_comparable" | "not_opened";

/** What one source says, with the place of each value. `rule` is the stable name of the rule that matched. */
export type Cell = {
  source: Source;
  outcome: CellOutcome;
  values: { text: string; path: string }[];
  /** The rule that decided; `reference` for the source that the others are held against, `stated_once` where it is alone. */
  rule: string | null;
  /** A valid token says the same: only then an agreement may be green. */
  isProven: boolean;
};

export type StatementOutcome = "agrees" | "differs" | "single" | "not_comparable";

/** One row of the table. */
export type Statement = {
  /** A stable name such as `birth_date`, or the shared JSONPath for values matched by equal path alone. */
  name: string;
  isKnown: boolean;
  /** Masked on screen while masking is on. */
  isPersonal: boolean;
  outcome: StatementOutcome;
  /** The rule that decided, in a stable name: `equal_text`, `umlauts_written_out`, `equal_dates`, … */
  rule: string | null;
  cells: Cell[];
};

export type DigestAlgorithm = "sha1" | "sha256" | "sha384" | "sha512";

/**
 * - `proven`: what was claimed has the digest, inside a token whose verdict is `valid`; never SHA-1
 * - `consistent`: the digest is right, and nobody signed the claim
 * - `differs`: what is named has another digest, or another size than the claim says
 * - `missing`: the archive was opened and holds no file of the name that stands beside the digest
 * - `unmatched`: nothing that we hold has the digest, and nothing says what should
 */
export type DigestOutcome = "proven" | "consistent" | "differs" | "missing" | "unmatched";

/** One claim of a digest and what has it. */
export type DigestClaim = {
  source: Source;
  path: string;
  /** As sent: hex, base64 or base64url. */
  text: string;
  algorithm: DigestAlgorithm;
  /** The file name that stands beside the claim, where one does. */
  claimedName: string | null;
  /** Whether name and size beside the claim are those of what has the digest; null where there is nothing to compare. */
  nameAgrees: boolean | null;
  sizeAgrees: boolean | null;
  outcome: DigestOutcome;
  /** What has this digest (or, for `differs`, the file that should have it). */
  match: { kind: "file"; number: number; name: string } | { kind: "body"; source: Source } | null;
};

export type Agreement = {
  /** Differences first, then not comparable, then agreements, then statements of one source. */
  statements: Statement[];
  digests: DigestClaim[];
  /** Files of the archive that no claim covers. */
  unclaimedFiles: { number: number; name: string }[];
  /** Pieces that are no whole JSON: what stands before the fault was compared. */
  broken: Source[];
  /** Some piece states more than was compared. */
  isCut: boolean;
};
