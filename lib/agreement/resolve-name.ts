import type { ConceptStrength } from "./concept-names.ts";
import { identityConcepts } from "./core-concepts.ts";
import type { ConceptGroup } from "./group-concepts.ts";
import { splitWords } from "./member-words.ts";

const identity: ReadonlySet<string> = new Set(identityConcepts);

const contains = (text: string, part: string) =>
  text.toLowerCase().normalize("NFD").includes(part.toLowerCase().normalize("NFD"));

/** Resolves a name by its siblings: German and French `name` or `nom` beside a given name is the family name. */
export function resolveName(
  group: ConceptGroup,
  beside: ReadonlySet<string> | undefined,
  neighbours: readonly ConceptGroup[],
): { concept: string; strength: ConceptStrength } | null {
  const { concept, match, name } = group;
  const isNear = [...(beside ?? [])].some((one) => identity.has(one));
  if (match.strength !== "ambiguous") return { concept, strength: match.strength };
  const plain = splitWords(name).join("");
  const familyName = neighbours.find((one) => one.concept === "family_name" && one !== group)?.items[0]?.primitive.text;
  const text = group.items[0]?.primitive.text ?? "";
  // Names that need context: a certificate's common name may be an authority's, `names` a list of fields.
  if (/^(cn|commonname|nm)$/.test(plain) && !isNear && !/^nm$/.test(plain)) return null;
  if (/^(given|names)$/.test(plain))
    return familyName !== undefined ? { concept: "given_name", strength: "named" } : null;
  if (plain === "ln") return isNear ? { concept, strength: "ambiguous" } : null;
  if (plain === "fn" && familyName !== undefined && !contains(text, familyName))
    return { concept: "given_name", strength: "ambiguous" };
  // A case number is not a person's name.
  if (concept === "full_name" && /\d/.test(text)) return null;
  if (/^(name|nom|naam)$/.test(plain)) {
    if (beside?.has("given_name") && !beside.has("family_name")) return { concept: "family_name", strength: "named" };
    // Beside a surname that it does not contain, `name` is the given name.
    if (plain === "name" && familyName && !beside?.has("given_name") && !contains(text, familyName))
      return { concept: "given_name", strength: "ambiguous" };
    return match.hasContext || isNear ? { concept: "full_name", strength: "ambiguous" } : null;
  }
  if (/^nome$/.test(plain))
    return beside?.has("family_name")
      ? { concept: "given_name", strength: "named" }
      : match.hasContext
        ? { concept: "full_name", strength: "ambiguous" }
        : null;
  return match.hasContext || isNear ? { concept, strength: "ambiguous" } : null;
}
