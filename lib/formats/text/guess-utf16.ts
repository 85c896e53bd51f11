import type { EncodingId } from "./encodings.ts";

const sampleBytes = 16 * 1024;
const minUnits = 4;
/** A text has more different characters than this. */
const minVaried = 3;

const scripts = [
  "other",
  "space",
  "latin",
  "greek",
  "cyrillic",
  "hebrew",
  "arabic",
  "devanagari",
  "thai",
  "georgian",
  "vietnamese",
  "mark",
  "kana",
  "han",
  "hangul",
  "wide",
] as const;
type Script = (typeof scripts)[number];
const numberOf = (script: Script) => scripts.indexOf(script);
const alphabets = ["greek", "cyrillic", "hebrew", "arabic", "devanagari", "thai", "georgian"] as const;

/** Scripts by ranges of code units; a text uses few of them. */
const ranges: readonly [script: Script, from: number, to: number][] = [
  ["latin", 0x20, 0x7e],
  ["latin", 0xa0, 0x24f],
  ["greek", 0x370, 0x3ff],
  ["cyrillic", 0x400, 0x52f],
  ["hebrew", 0x590, 0x5ff],
  ["arabic", 0x600, 0x6ff],
  ["devanagari", 0x900, 0x97f],
  ["thai", 0xe00, 0xe7f],
  ["georgian", 0x10a0, 0x10ff],
  ["vietnamese", 0x1e00, 0x1eff],
  ["mark", 0x2010, 0x203a],
  ["mark", 0x20a0, 0x2122],
  ["mark", 0x2500, 0x25ff],
  ["mark", 0x3000, 0x303f],
  ["kana", 0x3040, 0x30ff],
  ["han", 0x4e00, 0x9fff],
  ["hangul", 0xac00, 0xd7a3],
  ["wide", 0xff01, 0xffef],
];
/** Marks and the most frequent characters of Chinese, which other bytes seldom form. */
const frequentHan = new Set(
  [
    ..."的一是不了在人有我他这這中大来來上国國个個到说說们們为為子和你地出道也时時年得就那要下以生会會自着去之过過家学學对對可她里后後小么日月",
  ].map((c) => c.charCodeAt(0)),
);

/** The script of each code unit, by number: an archive may have thousands of texts. */
const scriptOf = new Uint8Array(0x10000);
for (const [script, from, to] of ranges) scriptOf.fill(numberOf(script), from, to + 1);
for (const space of [9, 10, 13, 0x1a, 0x20]) scriptOf[space] = numberOf("space");
const isFrequent = new Uint8Array(0x10000);
for (const unit of [...frequentHan, 0x3001, 0x3002, 0xff0c]) isFrequent[unit] = 1;

/** Finds UTF-16 without a byte order mark: by zeros in Latin text, by the scripts of the characters in any other. */
export function guessUtf16(head: Uint8Array, zeros: number): EncodingId | null {
  const length = Math.min(head.length, sampleBytes) & ~1;
  if (length < 2 * minUnits || (head.length % 2 !== 0 && head.length < sampleBytes)) return null;
  const little = scoreUnits(head, length, 0);
  const big = scoreUnits(head, length, 1);
  // A text of eight bits has no zero; without one, only characters beyond Latin can be UTF-16.
  const isGood = (score: Score) => score.known >= 0.99 && (zeros > 0 || !score.isLatin) && score.isText;
  if (isGood(little) && (!isGood(big) || little.weight >= big.weight)) return "utf-16le";
  return isGood(big) ? "utf-16be" : null;
}

type Score = { known: number; isLatin: boolean; isText: boolean; weight: number };

function scoreUnits(head: Uint8Array, length: number, highFirst: 0 | 1): Score {
  const counts = new Uint32Array(scripts.length);
  const units = new Set<number>();
  let frequent = 0;
  for (let at = 0; at < length; at += 2) {
    const unit = ((head[at + 1 - highFirst] ?? 0) << 8) | (head[at + highFirst] ?? 0);
    if (units.size <= minVaried) units.add(unit);
    const script = scriptOf[unit] ?? 0;
    counts[script] = (counts[script] ?? 0) + 1;
    frequent += isFrequent[unit] ?? 0;
  }
  const total = length / 2;
  const count = (script: Script) => counts[numberOf(script)] ?? 0;
  const share = (...names: Script[]) => names.reduce((sum, name) => sum + count(name), 0) / total;
  const isLatin = share("latin", "space") > 0.9;
  const isHan =
    share("han", "kana", "mark", "wide", "latin", "space") > 0.95 && (frequent / total > 0.08 || share("kana") > 0.2);
  const isText =
    isLatin ||
    share("latin") > 0.4 ||
    alphabets.some((name) => share(name) > 0.4) ||
    share("hangul") > 0.5 ||
    (isHan && share("han", "kana") > 0.3);
  const isVaried = total < 16 || units.size > minVaried;
  return {
    known: 1 - share("other"),
    isLatin,
    isText: isText && isVaried,
    weight: frequent + count("space") + count("latin"),
  };
}
