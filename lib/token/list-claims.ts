/** One line of the claims table: where the value stands (names from the top) and the value itself. */
export type ClaimRow = { path: string[]; value: unknown };

const maxDepth = 4;
const maxRows = 200;

/** Claims as lines: objects are opened, lists stay one line. `left` counts what did not fit. */
export function listClaims(claims: Record<string, unknown>): { rows: ClaimRow[]; left: number } {
  const rows: ClaimRow[] = [];
  let left = 0;
  const visit = (value: unknown, path: string[]) => {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    if (isObject && path.length < maxDepth && Object.keys(value).length > 0)
      for (const [name, item] of Object.entries(value)) visit(item, [...path, name]);
    else if (rows.length < maxRows) rows.push({ path, value });
    else left++;
  };
  visit(claims, []);
  return { rows: rows.filter(({ path }) => path.length > 0), left };
}

/** A NumericDate or ISO 8601 time under a claim's name as ISO 8601, or null where the value is no time. */
export function readClaimTime(name: string, value: unknown): string | null {
  if (typeof value === "number" && ["exp", "nbf", "iat", "auth_time", "updated_at"].includes(name))
    return value >= 0 && value <= 253_402_300_799 ? new Date(value * 1000).toISOString() : null;
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/.test(value))
    return null;
  return Number.isNaN(Date.parse(value)) ? null : value;
}

/** Claims that say nothing of a person; every other value is covered while masking is on. */
const openNames = new Set([
  "iss",
  "aud",
  "exp",
  "nbf",
  "iat",
  "jti",
  "auth_time",
  "nonce",
  "evidenceId",
  "evidence_id",
  "transactionCode",
  "transaction_code",
  "identificationId",
  "result",
  "method",
  "completedAt",
  "sha256",
  "size",
]);

export function isPersonal(path: readonly string[]): boolean {
  return !openNames.has(path.at(-1) ?? "");
}
