/** Models the comparison: statements by source, and claimed digests. */

import type { BodyKind } from "#lib/evidence/body/nature";
import type { PathStep } from "#lib/formats/json/path";
import type { ReportSignature } from "#lib/signature-request/activity-report";
import type { SignatureRequest, Signer } from "#lib/signature-request/model";
import type { EvidenceStatus } from "#lib/status/schema";
import type { VerdictName } from "#lib/token/schema";
import type { ConceptStrength } from "./concept-names.ts";
import type { CoreConcept } from "./core-concepts.ts";

/** `report` is the activity report with the qualified signature, fetched on separate confirmation. */
export const sources = ["request", "status", "record", "token", "files", "report"] as const;
export type Source = (typeof sources)[number];

export const statusWordPath = "$.status";

/** File name and size beside a digest in the same object. */
export type DigestContext = { claimedName: string | null; claimedSizeBytes: number | null; claimedTime: string | null };

/** A primitive (RFC 8259 section 3) with its path; numbers as sent. `beside` is null if it cannot be a digest. */
export type JsonPrimitive = {
  steps: readonly PathStep[];
  text: string;
  kind: "string" | "number" | "boolean" | "null";
  beside: DigestContext | null;
};

/** Values beside a label. Steps from `innerFrom` on are below the object with label and value. */
export type LabelledValues = {
  concept: string;
  strength: ConceptStrength;
  label: readonly PathStep[];
  values: { primitive: JsonPrimitive; innerFrom: number }[];
};

/** Relevant primitives. `fault`: they precede the first JSON fault. `isCut`: others under `cutPaths` were left out. */
export type JsonReading = {
  primitives: JsonPrimitive[];
  labelled: LabelledValues[];
  fault: boolean;
  isCut: boolean;
  cutPaths: string[];
};

/** An archive file. Digests are lower-case hex, null until computed. */
export type FileFact = {
  /** Index in the archive's list, as `?file=` names it. */
  number: number;
  name: string;
  sizeBytes: number;
  sha1: string | null;
  sha256: string | null;
  sha384: string | null;
  sha512: string | null;
  /** True if size and CRC-32 matched. */
  isWhole: boolean;
  reading: JsonReading | null;
};

/** A whole body, for claims about "the record" or "the archive". Digests are lower-case hex, null if not computed. */
export type BodyFact = { source: Source; sizeBytes: number } & Record<DigestAlgorithm, string | null>;

/** Input of the comparison; null means "not opened", never "absent". */
export type AgreementInput = {
  srId: string;
  evidenceId: string;
  request: { request: SignatureRequest; signer: Signer | null } | null;
  status: EvidenceStatus | null;
  /** The status as sent, with undocumented fields. */
  statusReading?: JsonReading | null;
  record: JsonReading | null;
  token: (JsonReading & { verdict: VerdictName }) | null;
  files: FileFact[] | null;
  report: ReportSignature[] | null;
  bodies: BodyFact[];
};

/**
 * `not_confirmed`: opened, without this statement; `absent`: never made by this source.
 * - `similar`: equal under a rule to review (fewer given names, another order)
 * - `not_comparable`: a value that rules cannot compare (a hash of an email address)
 * - `not_understood`: possibly this statement in an unreadable form; quoted
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

/** A source's values with their paths. `rule` is the stable name of the matching rule. */
export type Cell = {
  source: Source;
  outcome: CellOutcome;
  values: { text: string; path: string }[];
  /** The rule that decided; `reference` for the reference source, `stated_once` for a single source. */
  rule: string | null;
  /** True if a valid token states the same, which a green agreement requires. */
  isProven: boolean;
};

export type StatementOutcome = "agrees" | "similar" | "differs" | "single" | "not_comparable" | "not_understood";

export type Statement = {
  /** A stable name such as `birth_date`, or the shared JSONPath of values matched by path. */
  name: string;
  isKnown: boolean;
  isPersonal: boolean;
  outcome: StatementOutcome;
  /** Stable name of the rule that decided: `equal_text`, `umlauts_written_out`, `equal_dates`, … */
  rule: string | null;
  /** The source that the others are compared with, or null for a single source. */
  reference: Source | null;
  cells: Cell[];
  /** The two values that decided a row of two statements. */
  deciding?: readonly { source: Source; text: string; path: string }[];
};

export type DigestAlgorithm = "sha1" | "sha256" | "sha384" | "sha512";

/**
 * - `proven`: the digest matches a claim in a token whose verdict is `valid`; never SHA-1
 * - `expired`: the same in a token that has expired since
 * - `consistent`: the digest matches an unsigned claim
 * - `differs`: the named file or body has another digest or size
 * - `missing`: the opened archive does not have a file of the claimed name
 * - `unmatched`: the digest matches nothing, and the claim does not name a file or body
 */
export type DigestOutcome = "proven" | "expired" | "consistent" | "differs" | "missing" | "unmatched";

export type DigestClaim = {
  source: Source;
  path: string;
  /** As sent: hex, base64 or base64url. */
  text: string;
  algorithm: DigestAlgorithm;
  claimedName: string | null;
  /** Time of capture stated beside the claim, as sent. */
  claimedTime: string | null;
  /** Whether name and size beside the claim match; null if absent. */
  nameAgrees: boolean | null;
  sizeAgrees: boolean | null;
  outcome: DigestOutcome;
  /** What has this digest (for `differs`, the file that should have it). */
  match: { kind: "file"; number: number; name: string } | { kind: "body"; source: Source } | null;
};

/** A provider check that was not performed, or is not a plain yes. `name` is the provider's. */
export type CheckNote = { source: Source; name: string; text: string; path: string };

/** Single checks by kind. Lists contain the first ones; counts are complete. */
export type CheckFindings = {
  passed: number;
  notPerformed: CheckNote[];
  notPerformedCount: number;
  /** Checks with words other than a plain yes or "not performed". */
  unclear: CheckNote[];
  unclearCount: number;
};

/** Artefacts that must repeat the statements about the person. */
export type DescribingSource = "record" | "token" | "files";

/** An unconfirmed core statement. `values` quote unreadable or other values. */
export type Gap = {
  concept: CoreConcept;
  source: DescribingSource;
  kind: Extract<CellOutcome, "not_confirmed" | "not_understood" | "not_comparable" | "similar">;
  rule: string | null;
  values: Cell["values"];
};

export type Agreement = {
  /** Order: differences, to review, not comparable, agreements. */
  statements: Statement[];
  gaps: Gap[];
  /** True if a valid token states the person, or signs the digest of the record. */
  isIdentitySigned: boolean;
  /** True if the record has a recognised statement; null if not opened. */
  isRecordRecognised: boolean | null;
  /** How the person was identified, as stated; null if no artefact says it. It is shown, not compared. */
  method: { text: string; source: Source } | null;
  checks: CheckFindings;
  digests: DigestClaim[];
  unclaimedFiles: { number: number; name: string }[];
  /** Bodies that are not the requested evidence, by kind (`jwe`, `problem_details`, …). */
  notEvidence: readonly { artefact: "record" | "files"; kind: BodyKind }[];
  /** Artefacts with incomplete JSON; values before the fault were compared. */
  broken: Source[];
  /** True if an artefact states more than was compared, with at most ten paths. */
  isCut: boolean;
  cutPaths: string[];
};
