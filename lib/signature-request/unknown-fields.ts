import { isIdentifierLike, splitName } from "#lib/runtime/field-name";
import { createNameGuard } from "#lib/runtime/name-guard";
import { documentSchema, identitySchema, signatureRequestSchema, signatureSchema } from "./schema.ts";

const namesOf = (schema: { _zod: { def: { shape: object } } }) => Object.keys(schema._zod.def.shape);

/** Known fields of each object, by its path; `providerNames` are read under another name. */
const knownNames: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["", new Set([...namesOf(signatureRequestSchema), "expiration_date"])],
  ["documents", new Set([...namesOf(documentSchema), "id"])],
  ["signatures", new Set(namesOf(signatureSchema))],
  ["signatures.signer_identity_data", new Set(namesOf(identitySchema))],
]);

const maxNames = 100;
/** Stands for names that may be data. */
const hiddenName = "{other}";
/** More names in one object are keys of data, such as an object with one member for each person. */
const maxNamesOfObject = 60;
const maxDigits = 4;
/** A word in random letters is shorter than a word of a language: `AbCdEfGh` has eight. */
const minWordLength = 2.5;

const digitsBetweenLetters = /[a-z]\d+[a-z]/gi;

/** True for a name that looks like a random value: many digits, digits in several places, or many changes of case. */
function isRandomLike(name: string): boolean {
  const words = splitName(name);
  const isMixed = words.length > 3 && name.length / words.length < minWordLength;
  const places = name.match(digitsBetweenLetters)?.length ?? 0;
  return isMixed || places > 1 || name.replaceAll(/\D/g, "").length > maxDigits;
}

type Found = { path: string; name: string };

function walk(body: unknown, found: Found[], compareValue: (value: string) => void): void {
  const visit = (value: unknown, path: string) => {
    if (typeof value === "string") compareValue(value);
    else if (Array.isArray(value)) for (const member of value) visit(member, path);
    else if (typeof value === "object" && value !== null) {
      const known = knownNames.get(path);
      const members = Object.entries(value);
      const isData = members.length > maxNamesOfObject;
      for (const [name, member] of members) {
        const isKnown = known?.has(name) ?? false;
        if (known !== undefined && !isKnown) found.push({ path, name: isData ? "" : name });
        visit(member, isKnown ? (path === "" ? name : `${path}.${name}`) : `${path}.\0`);
      }
    }
  };
  visit(body, "");
}

/**
 * Names the fields that `signatureRequestSchema` drops, nested ones after a dot. A name can be data itself: one that is not like an
 * identifier, looks random, or is a value of the same body, is reported as `{other}`.
 * @returns at most 100 names
 */
export function listUnknownFields(body: unknown): string[] {
  const found: Found[] = [];
  walk(body, found, () => {});
  const guard = createNameGuard(found.map(({ name }) => name));
  walk(body, [], guard.compareValue);
  const shown = found.map(({ path, name }) => {
    const safe = isIdentifierLike(name) && !isRandomLike(name) && guard.mayShow(name) ? name : hiddenName;
    return path === "" ? safe : `${path}.${safe}`;
  });
  return [...new Set(shown)].slice(0, maxNames);
}
