import type { ConceptStrength } from "./concept-names.ts";
import { matchName } from "./match-name.ts";
import { splitWords } from "./member-words.ts";
import { strengthAmong } from "./other-parties.ts";

/** Names that are ambiguous as members, but not as field labels. */
const plainLabels: ReadonlySet<string> = new Set(["name", "nom", "nome", "nomi"]);

/** Matches a label (`{ "name": "lastName", "value": "…" }`) to a concept, or null. */
export function matchLabel(text: string): { concept: string; strength: ConceptStrength } | null {
  const words = splitWords(text);
  if (words.length === 0 || words.length > 8) return null;
  const own = matchName(words, []);
  if (own === null || own.describedBy !== undefined) return null;
  const isPlain =
    plainLabels.has(words.join("")) ||
    (own.concept === "document_number" &&
      words.length > 1 &&
      /^(id|no|nr|number|nummer|numero)$/.test(words.at(-1) ?? ""));
  return own.needsContext && !isPlain ? null : own;
}

/** Lowers the strength of a label in a history or among changes, where another value needs review. */
export const strengthOfLabel = (strength: ConceptStrength, names: readonly string[]): ConceptStrength =>
  strengthAmong(strength, names.map(splitWords));
