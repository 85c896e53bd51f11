/**
 * The status of an identification, read tolerantly (the provider publishes neither all names nor the values of
 * `status`): known names by name, any other ISO 8601 time under its own name, everything else verbatim.
 */

/** What a status word means to us; `unknown` is shown as it came and never in the colour of success. */
export type IdentificationState =
  | "not_started"
  | "started"
  | "in_review"
  | "completed"
  | "failed"
  | "expired"
  | "unknown";

/** One point on the timeline. `known` times have a sentence of ours, others stand under the provider's own name. */
export type StatusTime = { name: string; at: string; known: boolean };

export type EvidenceStatus = {
  id: string | null;
  transactionCode: string | null;
  accountId: string | null;
  workflowId: string | null;
  /** As sent. */
  status: string | null;
  state: IdentificationState;
  /** In the order of time; equal times in the order sent. */
  times: StatusTime[];
  /** Fields that we do not know and that hold no time: name and value as JSON text, in the order sent. */
  others: { name: string; json: string }[];
};

/**
 * What `GET …/status` answers: the model, and the provider's body as exact text. A body that is no status is answered
 * all the same, so that nothing the provider said is lost: `unreadable` says why, `state` is `unknown`.
 */
export type StatusAnswer = EvidenceStatus & {
  raw: string;
  /** Only where the bytes are no UTF-8, so that `raw` cannot be exact. */
  rawBase64?: string;
  /** `not_text`: no UTF-8; `not_json`; `not_object`: JSON, but no object; `too_deep`: nested beyond reading. */
  unreadable: "not_text" | "not_json" | "not_object" | "too_deep" | null;
};

const knownTexts = ["id", "transactionCode", "accountId", "workflowId", "status"] as const;
const knownTimes = new Set(["createdAt", "startedAt", "completedAt", "reviewedAt", "expiresAt"]);

/** Words seen or likely; compared in capitals, so that `Completed` is no stranger. */
const stateOfWord: Record<string, IdentificationState> = {
  CREATED: "not_started",
  INITIATED: "not_started",
  NOT_STARTED: "not_started",
  PENDING: "not_started",
  STARTED: "started",
  IN_PROGRESS: "started",
  REVIEW: "in_review",
  IN_REVIEW: "in_review",
  PENDING_REVIEW: "in_review",
  REVIEW_PENDING: "in_review",
  MANUAL_REVIEW: "in_review",
  COMPLETED: "completed",
  FAILED: "failed",
  REJECTED: "failed",
  DECLINED: "failed",
  ABORTED: "failed",
  CANCELLED: "failed",
  CANCELED: "failed",
  EXPIRED: "expired",
};

/** ISO 8601 date and time with zone, as the vendor's sample bodies write it; a date alone is no point in time. */
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;

/** True for an ISO 8601 time that also names a real moment. */
export function isIsoTime(value: unknown): value is string {
  return typeof value === "string" && isoTime.test(value) && !Number.isNaN(Date.parse(value));
}

/** What a status word means; own property only, so that `constructor` is just an unknown word. */
export function readState(status: string | null): IdentificationState {
  const word = (status ?? "").toUpperCase().replaceAll(/[\s-]+/g, "_");
  return Object.hasOwn(stateOfWord, word) ? (stateOfWord[word] ?? "unknown") : "unknown";
}

/**
 * @param body the provider's body after `JSON.parse`
 * @throws TypeError when it is no JSON object
 */
export function parseEvidenceStatus(body: unknown): EvidenceStatus {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new TypeError("An evidence status must be a JSON object.");
  const fields = body as Record<string, unknown>;
  const text = (name: string) => (typeof fields[name] === "string" ? fields[name] : null);
  const times: StatusTime[] = [];
  const others: EvidenceStatus["others"] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (isIsoTime(value)) times.push({ name, at: value, known: knownTimes.has(name) });
    else if (value === null && knownTimes.has(name)) continue;
    else if (typeof value === "string" && (knownTexts as readonly string[]).includes(name)) continue;
    else others.push({ name, json: JSON.stringify(value) });
  }
  times.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const status = text("status");
  return {
    id: text("id"),
    transactionCode: text("transactionCode"),
    accountId: text("accountId"),
    workflowId: text("workflowId"),
    status,
    state: readState(status),
    times,
    others,
  };
}

const nothingKnown: EvidenceStatus = {
  id: null,
  transactionCode: null,
  accountId: null,
  workflowId: null,
  status: null,
  state: "unknown",
  times: [],
  others: [],
};

/** Reads the provider's bytes; never throws, because what cannot be read is still evidence of what came. */
export function readStatusAnswer(body: Uint8Array): StatusAnswer {
  let raw: string;
  try {
    raw = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    const rawBase64 = btoa(Array.from(body, (byte) => String.fromCharCode(byte)).join(""));
    return { ...nothingKnown, raw: new TextDecoder().decode(body), rawBase64, unreadable: "not_text" };
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(raw.startsWith("\ufeff") ? raw.slice(1) : raw);
  } catch {
    return { ...nothingKnown, raw, unreadable: "not_json" };
  }
  try {
    return { ...parseEvidenceStatus(parsed), raw, unreadable: null };
  } catch (error) {
    return { ...nothingKnown, raw, unreadable: error instanceof RangeError ? "too_deep" : "not_object" };
  }
}
