/**
 * What the pieces of evidence say of each other: a table of statements × sources, and the digests that one piece claims
 * of another. `compare-statements.ts` and `compare-digests.ts` make it from plain facts; nothing here fetches.
 */

import type { BodyKind } from "#lib/evidence/recognise-body";
import type { Step } from "#lib/formats/json/path";
import type { ReportSignature } from "#lib/signature-request/activity-report";
import type { SignatureRequest, Signer } from "#lib/signature-request/schema";
import type { EvidenceStatus } from "#lib/status/schema";
import type { VerdictName } from "#lib/token/schema";
import type { CoreConcept } from "./concepts.ts";
import type { ConceptStrength } from "./match-concept.ts";

/** `report` is the activity report with the qualified signature; it is fetched on a confirmation of its own. */
export const sources = ["request", "status", "record", "token", "files", "report"] as const;
export type Source = (typeof sources)[number];

/** Path of the word of the status, as its value in the row of results carries it. */
export const statusWordPath = "$.status";

/** What stands beside a digest in the same object: which file it speaks of, and how long that is. */
export type Beside = { claimedName: string | null; claimedSizeBytes: number | null };

/**
 * One primitive of a JSON text (RFC 8259 section 3) with the steps that lead to it, and its text: strings decoded, numbers
 * exactly as sent. `beside` is null where the primitive cannot be a digest.
 */
export type JsonPrimitive = {
  steps: readonly Step[];
  text: string;
  kind: "string" | "number" | "boolean" | "null";
  beside: Beside | null;
};

/**
 * Values that stand beside a label (`{ "name": "lastName", "value": "…" }`): the concept that the label names, and how sure
 * that is. Names of a value's steps from `innerFrom` on stand below the object that holds label and value.
 */
export type LabelledValues = {
  concept: string;
  strength: ConceptStrength;
  /** Steps to the label itself, which is not a value. */
  label: readonly Step[];
  values: { primitive: JsonPrimitive; innerFrom: number }[];
};

/**
 * The primitives of a JSON text that matter. `fault`: the text breaks off or is not JSON, and these stand before its first
 * fault. `isCut`: it states more than is compared, under `cutPaths` (ten at most).
 */
export type JsonReading = {
  primitives: JsonPrimitive[];
  labelled: LabelledValues[];
  fault: boolean;
  isCut: boolean;
  cutPaths: string[];
};

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
  reading: JsonReading | null;
};

/** A body as a whole, for claims about "the record" or "the archive". Digests are lower-case hex, null where not computed. */
export type BodyFact = { source: Source; sizeBytes: number } & Record<DigestAlgorithm, string | null>;

/** Everything that is compared; a source that was not opened is null and stands as "not opened", never as "absent". */
export type AgreementInput = {
  srId: string;
  evidenceId: string;
  request: { request: SignatureRequest; signer: Signer | null } | null;
  status: EvidenceStatus | null;
  /** The status as sent: what it states beside its documented fields. */
  statusReading?: JsonReading | null;
  record: JsonReading | null;
  token: (JsonReading & { verdict: VerdictName }) | null;
  files: FileFact[] | null;
  /** The qualified signatures of this signer. */
  report: ReportSignature[] | null;
  bodies: BodyFact[];
};

/**
 * - `agrees`: equal to the other sources under the rule named
 * - `similar`: equal under a rule that a person has to judge (fewer given names, another order)
 * - `differs`: contradicts another source
 * - `not_comparable`: it says something that no rule can hold against the others (a hash of an email address)
 * - `not_understood`: something stands there that may be this statement, in a form that is not read; it is quoted
 * - `not_confirmed`: the source was opened, and no such statement was found in it
 * - `absent`: the source never makes this statement
 * - `not_opened`: the source was not fetched yet
 */
export type CellOutcome =
  | "agrees"
  | "similar"
  | "differs"
  | "not_comparable"
  | "not_understood"
  | "not_confirmed"
  | "absent"
  | "not_opened";

/** What one source says, with the path of each value. `rule` is the stable name of the rule that matched. */
export type Cell = {
  source: Source;
  outcome: CellOutcome;
  values: { text: string; path: string }[];
  /** The rule that decided; `reference` for the source that the others are held against, `stated_once` where it is alone. */
  rule: string | null;
  /** A valid token says the same: only then an agreement may be green. */
  isProven: boolean;
};

export type StatementOutcome = "agrees" | "similar" | "differs" | "single" | "not_comparable" | "not_understood";

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
  /** The source that the others were held against, or null where one source speaks alone. */
  reference: Source | null;
  cells: Cell[];
  /** The two values that decided a row which holds one statement against another. */
  deciding?: readonly { source: Source; text: string; path: string }[];
};

export type DigestAlgorithm = "sha1" | "sha256" | "sha384" | "sha512";

/**
 * - `proven`: what was claimed has the digest, inside a token whose verdict is `valid`; never SHA-1
 * - `expired`: the same inside a token whose signature is good and that has expired since
 * - `consistent`: the digest is right, and the claim is not signed
 * - `differs`: what is named has another digest, or another size than the claim says
 * - `missing`: the archive was opened and holds no file of the name that stands beside the digest
 * - `unmatched`: nothing that we hold has the digest, and nothing says what should
 */
export type DigestOutcome = "proven" | "expired" | "consistent" | "differs" | "missing" | "unmatched";

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

/** A check of the provider that was not performed, or whose result is not a plain yes. `name` is the provider's own. */
export type CheckNote = { source: Source; name: string; text: string; path: string };

/** What single checks say, by kind. Lists hold the first ones; counts are whole. */
export type CheckFindings = {
  passed: number;
  notPerformed: CheckNote[];
  notPerformedCount: number;
  /** Words of a check that are neither a plain yes nor "not performed". */
  odd: CheckNote[];
  oddCount: number;
};

/** Artefacts that have to state what the others state of the person. */
export type DescribingSource = "record" | "token" | "files";

/** One core statement that one artefact does not confirm, and why. `values` are quoted where something stands there. */
export type Gap = {
  concept: CoreConcept;
  source: DescribingSource;
  kind: Extract<CellOutcome, "not_confirmed" | "not_understood" | "not_comparable" | "similar">;
  rule: string | null;
  values: Cell["values"];
};

export type Agreement = {
  /** Differences first, then what a person has to judge, then what could not be compared, then agreements. */
  statements: Statement[];
  /** What keeps the core statements from being confirmed by every artefact that describes the person. */
  gaps: Gap[];
  /** True where a valid token states the person, or signs the digest of the record. */
  isIdentitySigned: boolean;
  /** The record states something that was recognised; null while it is not opened. */
  isRecordRecognised: boolean | null;
  checks: CheckFindings;
  digests: DigestClaim[];
  /** Files of the archive that no claim covers. */
  unclaimedFiles: { number: number; name: string }[];
  /** Bodies that are not the evidence that was asked for, by what they are (`jwe`, `problem_details`, …). */
  notEvidence: readonly { artefact: "record" | "files"; kind: BodyKind }[];
  /** Artefacts that are not whole JSON: what stands before the fault was compared. */
  broken: Source[];
  /** Some artefact states more than was compared; where, ten paths at most. */
  isCut: boolean;
  cutPaths: string[];
};
