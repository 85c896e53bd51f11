import { type JsonMember, parseJsonNodes, primitiveOf } from "./json-nodes.ts";

/**
 * One line of the claims table: names from the top, the value, and how many elements a list has. `text` is what is
 * shown: a string's content, or the JSON text as sent, with every digit of its numbers.
 */
export type ClaimRow = { path: string[]; value: unknown; text: string; items: number | null };

const maxRows = 200;

/**
 * Claims as lines: objects are opened, lists stay one line. A name that stands twice has two lines.
 * @param text JSON text of an object
 * @param maxDepth objects are opened down to this level
 * @returns `left` counts the lines that did not fit; no lines for a text that is not a JSON object
 */
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

/**
 * The members at the top of an object, each with its JSON text as sent; of a name that stands twice the last.
 * @param text JSON text; a text that is not a JSON object has no members
 */
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
