import { minPart } from "./log-filter.ts";

/**
 * What an auditor typed where a part of an ID belongs.
 * - `name`: no ID has these characters. It is not sent, because the log would record a signer's name with the filter.
 * - `word`: could be a name too; it is sent only when the person confirms with Enter.
 */
export type IdPartKind = "empty" | "short" | "name" | "word" | "id";

export function judgeIdPart(text: string): IdPartKind {
  const part = text.trim();
  if (part === "") return "empty";
  if (!/^[A-Za-z0-9._~-]+$/.test(part)) return "name";
  if (!/[0-9]/.test(part) && !/^[a-f-]+$/i.test(part)) return "word";
  return part.length < minPart ? "short" : "id";
}
