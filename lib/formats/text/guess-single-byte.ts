import type { EncodingId } from "./encodings.ts";
import { fold, type LanguageModel, readModels } from "./language-model.ts";
import { readTable, singleByteEncodings } from "./single-byte-tables.ts";

/** Counts of each byte after each other byte: index `first * 256 + second`. */
export type PairCounts = Uint32Array;

/** Weight of the language that the letters of ASCII show, against that of the other letters. */
const asciiWeight = 1.2;
const wrong = -18;
/** Lines of tables repeat one byte; a letter of a word seldom follows itself. */
const repeatedShare = 0.4;

/** Preference among encodings that fit alike, by how many files have them today. */
const preference = (id: EncodingId) =>
  id.startsWith("windows") ? 0.12 : /mac/u.test(id) ? 0 : id.startsWith("cp") ? 0.03 : 0.06;

type Candidate = { encoding: EncodingId; language: string; score: number };

/**
 * Ranks the encodings of single bytes by how well their characters fit a language: its letters, which letters follow each
 * other, capitals within words, signs and box drawing between letters. Best first.
 */
export function rankSingleByte(counts: PairCounts): Candidate[] {
  const models = readModels();
  const bytes = countBytes(counts);
  const sums: number[] = [];
  for (const [byte, count] of bytes) sums[byte] = count;
  const high = bytes.reduce((sum, [byte, count]) => sum + (byte > 127 ? count : 0), 0);
  const languages = models.map((model) => scoreAscii(model, counts));
  const best = Math.max(...languages.filter((_, at) => models[at]?.isLatin));
  const ranked: Candidate[] = [];
  for (const encoding of singleByteEncodings) {
    const table = readTable(encoding);
    const pairs = listPairs(counts, table, sums);
    const shape = pairs.reduce((sum, pair) => sum + pair.weight * scoreShape(pair), 0) / high;
    const signs =
      bytes.reduce((sum, [byte, count]) => sum + (byte > 127 ? count * scoreSign(table[byte] ?? "") : 0), 0) / high;
    models.forEach((model, at) => {
      let letters = 0;
      for (const [byte, count] of bytes) {
        const character = table[byte] ?? "";
        if (byte > 127 && isLetter(character)) letters += count * model.letter(fold(character));
      }
      let follow = 0;
      for (const { first, second, weight } of pairs)
        if (isLetter(first) && isLetter(second)) follow += weight * model.pair(fold(first), fold(second));
      const ascii = model.isLatin ? asciiWeight * ((languages[at] ?? 0) - best) : 0;
      const score = (letters + 0.7 * follow) / high + shape + signs + ascii + preference(encoding);
      ranked.push({ encoding, language: model.language, score });
    });
  }
  return ranked.sort((a, b) => b.score - a.score);
}

const letterCache = new Map<string, boolean>();

function isLetter(character: string): boolean {
  const known = letterCache.get(character);
  if (known !== undefined) return known;
  const found =
    /^[\p{L}\p{M}]$/u.test(character) &&
    character !== "ª" &&
    character !== "º" &&
    character !== "ƒ" &&
    character !== "µ";
  letterCache.set(character, found);
  return found;
}

function countBytes(counts: PairCounts): [byte: number, count: number][] {
  const sums = new Float64Array(256);
  for (let at = 0; at < counts.length; at += 1) sums[at & 255] = (sums[at & 255] ?? 0) + (counts[at] ?? 0);
  return [...sums].flatMap((count, byte): [number, number][] => (count > 0 ? [[byte, count]] : []));
}

type Pair = { first: string; second: string; weight: number; isRepeated: boolean };

/** Pairs with at least one byte above 127. */
function listPairs(counts: PairCounts, table: readonly string[], sums: readonly number[]): Pair[] {
  const pairs: Pair[] = [];
  for (let at = 0; at < counts.length; at += 1) {
    const weight = counts[at] ?? 0;
    if (weight > 0 && (at >= 128 * 256 || (at & 128) !== 0))
      pairs.push({
        first: table[at >> 8] ?? "",
        second: table[at & 255] ?? "",
        weight,
        isRepeated: at >> 8 === (at & 255) && weight > (sums[at & 255] ?? 0) * repeatedShare,
      });
  }
  return pairs;
}

/** How well the pairs of ASCII letters fit a language, per pair. */
function scoreAscii(model: LanguageModel, counts: PairCounts): number {
  let [sum, total] = [0, 0];
  for (let first = 65; first < 123; first += 1)
    for (let second = 65; second < 123; second += 1) {
      const weight = counts[first * 256 + second] ?? 0;
      if (weight === 0 || (first > 90 && first < 97) || (second > 90 && second < 97)) continue;
      const [one, two] = [String.fromCharCode(first | 32), String.fromCharCode(second | 32)];
      sum += weight * (model.letter(two) + model.pair(one, two));
      total += weight;
    }
  return total === 0 ? 0 : sum / total;
}

const isBox = (character: string) => /^[\u2500-\u259f]$/u.test(character);
const isUpper = (character: string) => isLetter(character) && character !== character.toLowerCase();
const isLower = (character: string) => isLetter(character) && character !== character.toUpperCase();

function scriptOf(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x250 || (point >= 0x1e00 && point < 0x1f00)) return "latin";
  if (point < 0x370) return "mark";
  return point < 0x400
    ? "greek"
    : point < 0x530
      ? "cyrillic"
      : point < 0x600
        ? "hebrew"
        : point < 0x700
          ? "arabic"
          : "other";
}

/** What stands beside what, whatever the language. */
function scoreShape({ first, second, isRepeated }: Pair): number {
  const [one, two] = [isLetter(first), isLetter(second)];
  if (one && two) {
    if (isRepeated) return -4;
    const [left, right] = [scriptOf(first), scriptOf(second)];
    if (left !== right && left !== "mark" && right !== "mark") return -6;
    if (isLower(first) && isUpper(second)) return -8;
    return isUpper(first) && isUpper(second) ? -0.4 : 0;
  }
  if (isBox(first) && isBox(second)) return 3;
  if ((isBox(first) && two) || (isBox(second) && one)) return -2.5;
  // A sign within a word: quotes and hyphens are common, others are not.
  if (one && !two && second > "\u007f" && !/[’‘“”»«–—…\u00a0\u00adª°º]/u.test(second)) return -2;
  if (two && !one && first > "\u007f" && !/[’‘“”„‚»«–—¿¡\u00a0\u00ad]/u.test(first)) return -2;
  return 0;
}

/** How common a character that is not a letter is in texts. */
function scoreSign(character: string): number {
  if (isLetter(character)) return 0;
  if (/[’“”„–«»\u00a0]/u.test(character)) return -5;
  if (/[‘‚…—•€£§°¿¡№ºª·¸]/u.test(character)) return -6.5;
  if (isBox(character)) return -7;
  if (/[\u00ad©®™½¼¾²³±×÷¢¥µ¶†‡‰‹›\u200c-\u200f₪]/u.test(character)) return -8.5;
  if (character === "\ufffd" || character < "\u00a0" || /[\ue000-\uf8ff]/u.test(character)) return wrong;
  return -11;
}
