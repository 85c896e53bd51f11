import { type JsonMember, parseJsonNodes, primitiveOf } from "./json-nodes.ts";

/** `text` is a string's content, or the original JSON text with all digits; `items` counts list elements. */
export type ClaimRow = { path: string[]; value: unknown; text: string; items: number | null };

const maxRows = 200;

/** Lists claims as rows: expands objects only, and keeps duplicate names. @returns `left` counts omitted rows */
export function listClaims(text: string, maxDepth = 4): { rows: ClaimRow[]; left: number } {
  const rows: ClaimRow[] = [];
  let left = 0;
  const visit = ({ name, value: node }: JsonMember, parents: string[]) => {
    const path = [...parents, name];
    if (node.kind === "object" && path.length < maxDepth && node.members.length > 0)
      for (const member of node.members) visit(member, path);
    else if (rows.length < maxRows) {
      const value = primitiveOf(text, node);
      const shown = typeof value === "string" ? value : text.slice(node.from, node.to);
      rows.push({ path, value, text: shown, items: node.kind === "array" ? node.elements.length : null });
    } else left++;
  };
  for (const member of readMembers(text)) visit(member, []);
  return { rows, left };
}

/** Returns top-level members as original JSON text; of duplicate names, the last. Empty unless an object. */
export function listMembers(text: string): Map<string, string> {
  return new Map(readMembers(text).map(({ name, value }) => [name, text.slice(value.from, value.to)]));
}

function readMembers(text: string): JsonMember[] {
  try {
    const root = parseJsonNodes(text);
    return root.kind === "object" ? root.members : [];
  } catch {
    return [];
  }
}

/** Converts a NumericDate or ISO 8601 time claim to ISO 8601, or null if the value is not a time. */
export function readClaimTime(name: string, value: unknown): string | null {
  if (typeof value === "number" && ["exp", "nbf", "iat", "auth_time", "updated_at"].includes(name))
    return value >= 0 && value <= 253_402_300_799 ? new Date(value * 1000).toISOString() : null;
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/.test(value))
    return null;
  return Number.isNaN(Date.parse(value)) ? null : value;
}

/** Claims without personal data; masking covers all others. */
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

export function isPersonalClaim(path: readonly string[]): boolean {
  return !openNames.has(path.at(-1) ?? "");
}
