import { bareLetters, spell, spellingsMatch } from "#lib/i18n/name-letters";
import { agrees, differs, guarded, isMasked, notComparable, similar, type ValueComparison } from "./comparison.ts";
import {
  coreWords,
  fold,
  isTitleOnly,
  type NameKind,
  type NameReading,
  readName,
  smallWords,
} from "./name-readings.ts";
import { relateWords } from "./name-relations.ts";
import { findSpellingRule, prepare, preparing } from "./spelling-rules.ts";

/** Maximum name in UTF-16 code units; it and the word limit bound the work per pair. */
const maxNameLength = 250;
const maxWords = 40;

/** `Mueller` and `Muller` may both be Müller, or two names. */
const dropWrittenOut = (folded: string) =>
  bareLetters(folded)
    .replace(/([aou])e/g, "$1")
    .replaceAll("aa", "a");

/** Matches replaced letters (`M?ller` or U+FFFD) with up to two letters. */
function hasDamagedMatch(left: string, right: string): boolean {
  const damaged = /\p{L}[?\ufffd]|[?\ufffd]\p{L}/u;
  if (damaged.test(left) === damaged.test(right)) return false;
  const [broken, whole] = damaged.test(left) ? [left, right] : [right, left];
  const parts = broken.split(/[?\ufffd]{1,3}/).map(bareLetters);
  if (parts.join("").length < 2) return false;
  return new RegExp(`^${parts.join(".{0,2}")}$`, "u").test(bareLetters(whole));
}

/** An MRZ truncates names: a long prefix in capitals matches the whole name. */
const isZoneText = (text: string) => /^[A-Z<]+$/.test(text.replaceAll(" ", "<").trim());
const minCutLength = 24;

function compareCut(left: string, right: string): ValueComparison | null {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (bareLetters(fold(short)).length < minCutLength) return null;
  const beginning = spell(fold(short), "machine");
  const isStart = prepare(fold(long))
    .romanised()
    .some((one) => spellingsMatch(beginning, one, true));
  if (!isStart) return null;
  return isZoneText(short) ? agrees("machine_readable") : similar("cut_off");
}

/** Compares two readings; the weaker one names the rule. */
function compareReadings(left: NameReading, right: NameReading, rule: string | null): ValueComparison | null {
  if (rule === null) return null;
  const readings = [left, right];
  const decisive = readings.find(({ isSure }) => !isSure) ?? readings.find((reading) => reading.rule !== null);
  const named = decisive?.rule ?? rule;
  return readings.every(({ isSure }) => isSure) ? agrees(named) : similar(named);
}

const scripts = ["Latin", "Cyrillic", "Greek"] as const;
const scriptTests = scripts.map((script) => new RegExp(`\\p{Script=${script}}`, "u"));
const scriptsOf = (text: string) => scripts.filter((_, index) => scriptTests[index]?.test(text));
const hasOtherScript = (text: string) =>
  /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Common}\p{Script=Inherited}]/u.test(text);

/** A Cyrillic letter in a Latin word imitates another name. */
const hasMixedWord = (folded: string) => folded.split(/[^\p{L}\p{M}]+/u).some((word) => scriptsOf(word).length > 1);

function compareScripts(left: string, right: string): ValueComparison | null {
  if (hasOtherScript(left) || hasOtherScript(right)) return notComparable("other_script");
  const [a, b] = [scriptsOf(left), scriptsOf(right)];
  return a.join() === b.join() ? null : notComparable("other_script");
}

function compareFolded(left: string, right: string, kind: NameKind): ValueComparison {
  const [a, b] = [readName(left, kind), readName(right, kind)];
  const of = preparing();
  const found = a.flatMap((one) =>
    b.flatMap((other) => compareReadings(one, other, findSpellingRule(of(one.text), of(other.text))) ?? []),
  );
  const best = found.find(({ outcome }) => outcome === "agrees") ?? compareCut(left, right) ?? found[0];
  if (best) return best;
  const sameWord = (one: string, other: string) => findSpellingRule(of(one), of(other)) !== null;
  const small = smallWords(left, right);
  const related =
    relateWords(coreWords(left), coreWords(right), kind, sameWord) ??
    (small && relateWords(small[0], small[1], kind, sameWord));
  if (related) return similar(related);
  const [foldedLeft, foldedRight] = [fold(left), fold(right)];
  if (hasDamagedMatch(foldedLeft, foldedRight)) return similar("damaged_letters");
  if (dropWrittenOut(foldedLeft) === dropWrittenOut(foldedRight)) return similar("umlaut_spellings");
  if (isTitleOnly(left) || isTitleOnly(right)) return notComparable("placeholder");
  return compareScripts(foldedLeft, foldedRight) ?? differs("name_rules");
}

export const compareNamesOf = (kind: NameKind) =>
  guarded((left, right) => {
    const [a, b] = [fold(left), fold(right)];
    if (isMasked(left) || isMasked(right)) return notComparable("masked");
    if (bareLetters(a) === "" || bareLetters(b) === "") return notComparable("placeholder");
    if (left.normalize("NFC").trim() === right.normalize("NFC").trim()) return agrees("equal_text");
    if (hasMixedWord(a) || hasMixedWord(b)) return notComparable("mixed_scripts");
    if (a === b) return agrees("letter_case");
    const isLong = (text: string) => text.length > maxNameLength || text.split(/[\s<-]+/).length > maxWords;
    if (isLong(a) || isLong(b)) return notComparable("too_long");
    // Orders the pair, so that both directions name the same rule.
    return left < right ? compareFolded(left, right, kind) : compareFolded(right, left, kind);
  });

/** Compares family names: part of a double name, a birth name and a missing particle are `similar`. */
export const compareFamilyNames = compareNamesOf("family");

/** Compares given names: additional names in a document are `similar`. */
export const compareGivenNames = compareNamesOf("given");

/** Compares full names: the order with a comma agrees, part of the whole is `similar`. */
export const compareFullNames = compareNamesOf("full");

/** @returns the rule under which two names agree or are similar, or null if they differ */
export function compareNames(left: string, right: string): string | null {
  const { outcome, rule } = compareFullNames(left, right);
  return outcome === "differs" ? null : rule;
}
