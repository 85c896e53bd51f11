import { canonicalId, isId } from "#lib/paths";
import { ProblemError } from "#lib/problem";
import { parseOrder } from "../making/parse-order.ts";
import { type BatchAnswer, type BatchCase, type BatchOrder, batchAnswers, caseKey, maxBatchCases } from "./model.ts";

const invalid = (detail: string) => new ProblemError("invalid_request", detail);

function parseCase(value: unknown, at: number): BatchCase {
  const { srId, evidenceId } = (value ?? {}) as Record<string, unknown>;
  const isValid = (id: unknown): id is string => typeof id === "string" && isId(id);
  if (!isValid(srId) || !isValid(evidenceId))
    throw invalid(`Case ${at + 1} has an invalid ID. Use 1 to 128 letters, digits or \`. _ ~ -\`.`);
  return { srId: canonicalId(srId), evidenceId: canonicalId(evidenceId) };
}

/**
 * Parses the body of a request for several dossiers.
 * @param perDay DOSSIERS_PER_DAY; 0 is off
 * @throws ProblemError `invalid_request`, also for a case that stands in it twice and for too many cases
 */
export function parseBatchOrder(body: unknown, perDay: number): BatchOrder {
  const { custody, leftOut, recipient, basis } = parseOrder(body);
  const { cases } = body as { cases?: unknown };
  const allowed = perDay === 0 ? maxBatchCases : Math.min(maxBatchCases, perDay);
  if (!Array.isArray(cases) || cases.length < 2)
    throw invalid("`cases` must be a list of at least 2 `{ srId, evidenceId }`. A single dossier needs no request.");
  if (cases.length > allowed) throw invalid(`A request has at most ${allowed} cases. Send several requests.`);
  const parsed = cases.map(parseCase);
  const seen = new Map<string, number>();
  for (const [at, one] of parsed.entries()) {
    const first = seen.get(caseKey(one));
    if (first !== undefined) throw invalid(`Cases ${first + 1} and ${at + 1} are the same. Send each once.`);
    seen.set(caseKey(one), at);
  }
  return { cases: parsed, custody, leftOut, recipient, basis };
}

/** Parses the body of an answer. @throws ProblemError `invalid_request` */
export function parseAnswer(body: unknown): { answer: BatchAnswer; sha256: string } {
  const { answer: given, sha256 } = (body ?? {}) as Record<string, unknown>;
  const answer = batchAnswers.find((one) => one === given);
  if (answer === undefined) throw invalid(`\`answer\` must be one of: ${batchAnswers.join(", ")}.`);
  if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256))
    throw invalid("`sha256` must be the digest that the request was shown with.");
  return { answer, sha256 };
}
