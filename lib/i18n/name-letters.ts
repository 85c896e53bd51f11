/** Spellings by letter: `[["m"], ["u", "ue"], …]`. Names match if one choice per letter makes them equal. */
export type Spellings = readonly (readonly string[])[];

const table = (text: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    text
      .trim()
      .split(/\s+/)
      .map((entry) => {
        const [letter = "", ...spellings] = entry.split(/[:,]/);
        return [letter, spellings.length > 0 ? spellings : [""]];
      }),
  );

/** Latin letters without a Unicode decomposition. */
const base = table(`ß:ss ø:o đ:d ð:d ł:l þ:th æ:ae œ:oe ı:i ħ:h ŧ:t ŋ:n ĸ:k ŀ:l ə:e ǝ:e ɓ:b ƙ:k ɗ:d ɖ:d ɛ:e ɔ:o ƒ:f
  ƴ:y ȷ:j ƶ:z ǥ:g`);
/** German, Scandinavian, Icelandic, Serbian and Croatian substitutes for special letters. */
const writtenOut = table("ä:ae ö:oe ü:ue ø:oe å:aa đ:dj ð:dh");
/** Further spellings of ICAO Doc 9303 part 3 section 6.A. */
const machineReadable = table("ñ:nxx ü:uxx");

const isLetter = /[\p{L}\p{N}]/u;
const marksFallAway = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** Splits a text into letters with marks, precomposed where Unicode allows. */
const lettersOf = (text: string) => text.normalize("NFC").match(/[\p{L}\p{N}]\p{M}*/gu) ?? [];

const isAscii = (letter: string) => letter.length === 1 && letter < "\u0080";

/** Removes marks from a letter. In Cyrillic only ё loses its marks; marks of Indian scripts are vowels and stay. */
function withoutMarks(letter: string): string {
  if (letter === "ё") return "е";
  const [first = "", ...marks] = letter.normalize("NFD");
  return marks.length === 0 || !marksFallAway.test(first) ? letter : first;
}

/** `base`: without diacritics; `written_out`: and umlauts in two letters; `machine`: and MRZ spellings. */
export type SpellingLevel = "letters" | "base" | "written_out" | "machine";

export function spell(folded: string, level: SpellingLevel): Spellings {
  return lettersOf(folded).map((letter) => {
    if (level === "letters" || isAscii(letter)) return [letter];
    const bare = withoutMarks(letter);
    const spellings = [...(base.get(bare) ?? [bare])];
    if (level !== "base") spellings.push(...(writtenOut.get(letter) ?? writtenOut.get(bare) ?? []));
    if (level === "machine") spellings.push(...(machineReadable.get(letter) ?? []));
    return spellings;
  });
}

export const bareLetters = (folded: string) =>
  spell(folded, "base")
    .map(([first]) => first)
    .join("");

export const hasLetter = (text: string) => isLetter.test(text);

const isSingle = (spellings: Spellings) => spellings.every(({ length }) => length === 1);

type State = { i: number; j: number; rest: string; isLeft: boolean };

/** Compares first letters, which rules out most pairs. */
const mayMeet = (left: readonly string[] = [""], right: readonly string[] = [""]) =>
  left.some((one) => right.some((other) => one.startsWith(other) || other.startsWith(one)));

function skipEqual(left: Spellings, right: Spellings, from: { i: number; j: number }): { i: number; j: number } {
  let { i, j } = from;
  while (i < left.length && left[i]?.length === 1 && right[j]?.length === 1 && left[i]?.[0] === right[j]?.[0]) {
    i++;
    j++;
  }
  return { i, j };
}

/** Tests whether one choice of spellings makes both equal. `isCut`: the left name may be a prefix. */
export function spellingsMatch(left: Spellings, right: Spellings, isCut = false): boolean {
  if (!mayMeet(left[0], right[0])) return false;
  if (isSingle(left) && isSingle(right)) {
    const [a, b] = [left.join(""), right.join("")];
    return isCut ? b.startsWith(a) : a === b;
  }
  const pending: State[] = [{ i: 0, j: 0, rest: "", isLeft: true }];
  const seen = new Set<string>();
  while (pending.length > 0) {
    const { rest, isLeft, ...from } = pending.pop() as State;
    const { i, j } = rest === "" ? skipEqual(left, right, from) : from;
    if (i === left.length && (rest === "" || !isLeft) && (isCut || (rest === "" && j === right.length))) return true;
    // The side with the rest waits; the other spells its next letter.
    const own = isLeft && rest !== "" ? false : i < left.length;
    const next = own ? left[i] : right[j];
    for (const spelling of next ?? []) {
      const isMatch = spelling.startsWith(rest) || rest.startsWith(spelling);
      const isBehind = rest === "" || own !== isLeft;
      if (!isBehind || !isMatch) continue;
      const longer = spelling.length > rest.length;
      const state: State = {
        i: own ? i + 1 : i,
        j: own ? j : j + 1,
        rest: longer ? spelling.slice(rest.length) : rest.slice(spelling.length),
        isLeft: longer ? own : isLeft,
      };
      const key = `${state.i},${state.j},${state.rest === "" ? "" : `${state.rest}${state.isLeft}`}`;
      if (!seen.has(key)) {
        seen.add(key);
        pending.push(state);
      }
    }
  }
  return false;
}
