import { parseSignatureRequest } from "./schema.ts";

/** What a value is, without repeating any of it. */
function nameKind(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object without an id" : `a ${typeof value}`;
}

/**
 * The provider's list, each entry of which is a signature request.
 * @throws TypeError naming what came in its place
 */
export function requireList(body: unknown): unknown[] {
  if (!Array.isArray(body)) throw new TypeError("What the provider sent is no list of signature requests.");
  for (const [index, entry] of body.entries()) {
    try {
      parseSignatureRequest(entry);
    } catch {
      throw new TypeError(
        `Entry ${index + 1} of the provider's list is no signature request: it is ${nameKind(entry)}.`,
      );
    }
  }
  return body;
}
