import "server-only";
import { ProblemError } from "#lib/problem";

/** Entries that an archive may have. */
const maxNumber = 1_000_000;

const isNumber = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 1 && value <= maxNumber;

/**
 * Reads the body of a comparison: `{ files: [3, 5] }`, numbers in the archive's list; names are never recorded. One number
 * is compared with a picture of other evidence, which has an entry of its own; `second` is null then.
 * @throws ProblemError `invalid_request`
 */
export function parseCompare(body: unknown): { first: number; second: number | null } {
  const files = typeof body === "object" && body !== null && "files" in body ? body.files : null;
  if (Array.isArray(files) && (files.length === 1 || files.length === 2)) {
    const [first, second = null] = files as unknown[];
    if (isNumber(first) && (isNumber(second) || (second === null && files.length === 1))) return { first, second };
  }
  throw new ProblemError(
    "invalid_request",
    "A comparison needs `files`: the numbers of one or two files of the archive.",
  );
}
