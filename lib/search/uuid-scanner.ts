import { dashes, invisible, normalizeCharacters, softHyphen } from "./characters.ts";
import type { Confidence } from "./found-targets.ts";

/** A UUID: offset, lower-case form with hyphens, and confidence that its parts form one ID. */
export type FoundUuid = {
  index: number;
  end: number;
  id: string;
  confidence: Confidence;
  /** 32 digits without a hyphen: a hash unless labelled as an ID. */
  isCompact: boolean;
};

/** Excludes digits that encode a byte: after `%`, `%2` and a break, or `=80=`. */
const digitStart = /(?<![0-9A-Za-z%]|%[0-9A-F](?:\u200b|=?\n[\s>|]{0,8})|=[0-9A-F]{2}=)[0-9A-Fa-f]/g;
const unseen = `[${invisible}${softHyphen}]`;
/** A line end followed by mail quote marks, or a few spaces. */
const space = "([^\\S\\n]{0,4}[=\\\\]?\\n[^\\S\\n]{0,16}(?:[>|][^\\S\\n]{0,2}){0,8}|[^\\S\\n\\t]{1,3})?";
const gap = new RegExp(`${unseen}*${space}${unseen}*(\\\\?[-_${dashes}])?${unseen}*${space}${unseen}*`, "y");
const groupEnds = new Set([8, 12, 16, 20]);
const maxGaps = 12;
const maxBreaks = 8;

function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

function isAlphanumeric(character: string | undefined): boolean {
  return character !== undefined && /[0-9A-Za-z]/.test(character);
}

/** Separators found between the 32 digits. */
type Gaps = { hyphens: number; spaces: number; breaks: number; isLoose: boolean; splits: number[] };

function judge(
  digits: string,
  gaps: Gaps,
  before: string,
  after: string,
): { confidence: Confidence; isCompact: boolean } | null {
  if (/^(.)\1*$/.test(digits)) return null;
  if (gaps.hyphens === 0) {
    const isMixed = /[a-f]/.test(digits) && /\d/.test(digits);
    const isWhole = gaps.spaces === 0 && gaps.breaks <= 1 && !gaps.isLoose;
    return isMixed && isWhole ? { confidence: "likely", isCompact: true } : null;
  }
  // Copying from a PDF loses a hyphen at a line end.
  if (gaps.hyphens === 3 && gaps.spaces + gaps.breaks <= 1) return { confidence: "likely", isCompact: false };
  if (gaps.hyphens < 4) return null;
  const [first = 0, last = first] = [gaps.splits[0], gaps.splits.at(-1)];
  const isWord = (part: string, beside: string) => /^\D+$/.test(part) && !/[/=?&#_]/.test(beside);
  // "a", "be" or "added" could complete an ID with lost digits.
  const mayBeProse =
    (first < 8 && isWord(digits.slice(0, first), before)) || (last > 20 && isWord(digits.slice(last), after));
  const isList = (gaps.isLoose || gaps.splits.length > 0) && !/[a-f]/.test(digits);
  if (mayBeProse && gaps.spaces > 0) return null;
  if (mayBeProse || isList) return { confidence: "doubtful", isCompact: false };
  return { confidence: gaps.spaces > 0 ? "likely" : "certain", isCompact: false };
}

/** A percent-encoded character cut by a line end: its second digit looks like the first one of an ID. */
export const cutEscape = /%(?:[0-9a-f][\s=\\>|]{1,30}|[^\S\n]{0,4}[=\\]?\n[\s>|]{0,24})$/i;

/** Reads a UUID at `at` across breaks, any hyphens and invisible characters; bounded work. */
function readUuid(text: string, at: number): FoundUuid | null {
  let digits = "";
  let end = at;
  let gapCount = 0;
  let underscores = 0;
  const gaps: Gaps = { hyphens: 0, spaces: 0, breaks: 0, isLoose: false, splits: [] };
  while (digits.length < 32) {
    if (isHexDigit(text.charCodeAt(end))) {
      digits += text[end];
      end += 1;
      continue;
    }
    gap.lastIndex = end;
    const [whole = "", before, hyphen, after] = gap.exec(text) ?? [];
    gapCount += 1;
    if (whole === "" || gapCount > maxGaps) return null;
    end += whole.length;
    const isGroupEnd = groupEnds.has(digits.length);
    if (hyphen && !isGroupEnd) return null;
    if (hyphen || (isGroupEnd && whole.includes(softHyphen))) {
      gaps.hyphens += 1;
      if (hyphen === "_") underscores += 1;
      if (before || after) gaps.isLoose = true;
    } else if (before && after) return null;
    else if (before || after) {
      if (whole.includes("\n")) gaps.breaks += 1;
      else gaps.spaces += 1;
      if (gaps.spaces > 1 || gaps.breaks > maxBreaks) return null;
      gaps.splits.push(digits.length);
    }
  }
  if (isAlphanumeric(text[end])) return null;
  digits = digits.toLowerCase();
  const judged = judge(digits, gaps, text[at - 1] ?? "", text[end] ?? "");
  if (!judged) return null;
  const id = digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  const isUnsure = underscores > 0 || cutEscape.test(text.slice(Math.max(0, at - 60), at));
  const confidence = isUnsure && judged.confidence === "certain" ? "likely" : judged.confidence;
  return { index: at, end, id, confidence, isCompact: judged.isCompact };
}

/** Rewrites UUIDs in canonical form and drops invisible characters. Offsets refer to the new text. */
export function rewriteUuids(raw: string): { text: string; uuids: FoundUuid[] } {
  const text = normalizeCharacters(raw);
  const uuids: FoundUuid[] = [];
  let written = "";
  let copied = 0;
  /** Copies up to `to`; an invisible character still separates an ID from a word. */
  function copy(to: number): void {
    const chunk = text.slice(copied, to);
    const plain = chunk.replaceAll(invisible, "").replaceAll(softHyphen, "");
    const isHidden = (character: string | undefined) => character === invisible || character === softHyphen;
    const opens = uuids.length > 0 && isHidden(chunk[0]) && isAlphanumeric(plain[0]);
    const closes = to < text.length && isHidden(chunk.at(-1)) && isAlphanumeric(plain.at(-1));
    written += `${opens ? " " : ""}${plain}${closes ? " " : ""}`;
    copied = to;
  }
  digitStart.lastIndex = 0;
  for (let match = digitStart.exec(text); match; match = digitStart.exec(text)) {
    const start = match.index;
    const found = readUuid(text, start);
    if (!found) continue;
    copy(start);
    const index = written.length;
    written += found.isCompact ? text.slice(start, found.end) : found.id;
    copied = found.end;
    digitStart.lastIndex = found.end;
    uuids.push({ ...found, index, end: written.length });
  }
  copy(text.length);
  return { text: written, uuids };
}
