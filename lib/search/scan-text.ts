import { decodePercent } from "./decode-bytes.ts";
import { type Confidence, type FoundTargets, weaker } from "./found-targets.ts";
import { judgeCompact, judgeContext } from "./id-context.ts";
import { unwrapProtectedLink } from "./protected-links.ts";
import { cutMark, readAddress, type Scan, scanBase64 } from "./read-address.ts";
import { cutEscape, type FoundUuid, rewriteUuids } from "./uuid-scanner.ts";

/** Maximum depth of links inside links. */
const maxRounds = 3;
/** Characters of a URL and some more; brackets and quotation marks of any script end it. */
const run = /[^\s<>"'`|^{}\\()[\]«»“”„‟‘’‚‛‹›「」『』《》〈〉【】〔〕。、，；！؟،؛।]{4,}/g;
const scheme = /(?:https?:\/{1,2}|(?<![a-z])[a-z][a-z0-9+.-]{1,15}:\/\/)(?=[^/])/gi;

/** An escape or a tag inside a URL. */
const inside = /^(?:\\|<\/?(?:wbr|b|i|em|strong|span|mark|font|code)[\s/>])/i;
/** Matches a next line that may continue an ID: has digits, but is not a list number, date, ticket key or UUID. */
const continuation =
  /^[^\S\n]{0,4}\n[^\S\n]{0,16}(?:[>|][^\S\n]{0,2}){0,8}(?!\d{1,3}[.)]\s|\d{1,2}:\d\d|\d{1,4}[-./]\d\d?[-./]\d|[A-Z]{2,10}-\d|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-)[A-Za-z_.~%+=-]{0,99}\d/;

/** Reads a run without spaces. Returns the offset after which all was read, or its length. */
function readRun(text: string, joined: ReadonlyMap<string, Confidence>, scan: Scan): number {
  const inner = unwrapProtectedLink(text);
  if (inner && scan.scanNested(inner)) return 0;
  const starts = [...text.matchAll(scheme)].map(({ index }) => index);
  const [first] = starts;
  if (first !== undefined) {
    for (const [i, start] of starts.entries()) readAddress(text.slice(start, starts[i + 1]), joined, scan);
    return first;
  }
  const decoded = text.includes("%") ? decodePercent(text) : text;
  if (decoded !== text) {
    scan.scanNested(decoded, scan.isNested);
    return 0;
  }
  if (text.includes("/") && readAddress(text, joined, scan)) return 0;
  if (scanBase64(text, scan)) return 0;
  return text.length;
}

function addPlain(text: string, { id, index, end, isCompact, confidence }: FoundUuid, scan: Scan): void {
  const context = isCompact ? judgeCompact(text, index, end) : judgeContext(text, index, end);
  if (!context || (isCompact && scan.isNested)) return;
  const surest = scan.isNested ? "doubtful" : weaker(confidence, context);
  scan.findings.add({ srId: id, evidenceId: null }, surest);
}

function scanRound(raw: string, scan: Scan): void {
  const { text, uuids } = rewriteUuids(raw);
  const joined = new Map<string, Confidence>();
  for (const { id, confidence } of uuids) if (joined.get(id) !== "certain") joined.set(id, confidence);
  let next = 0;
  for (const { 0: characters, index } of text.matchAll(run)) {
    if (!/[/%]|aHR0c/.test(characters)) continue;
    const readTo = index + characters.length;
    const after = text.slice(readTo, readTo + 200);
    const goesOn = inside.test(after) || continuation.test(after);
    // A run after a cut escape starts with its last digit, most often of a slash.
    const isSplit = cutEscape.test(text.slice(Math.max(0, index - 60), index));
    const own = isSplit ? `/${characters.slice(1)}` : characters;
    const readFrom = index + readRun(own + (goesOn ? cutMark : ""), joined, scan);
    for (; next < uuids.length; next += 1) {
      const uuid = uuids[next];
      if (!uuid || uuid.index >= readTo) break;
      if (uuid.index < readFrom) addPlain(text, uuid, scan);
    }
  }
  for (const uuid of uuids.slice(next)) addPlain(text, uuid, scan);
}

/** Adds IDs of plain text and URLs, decoded up to `maxRounds`. `ownHost` is this page's. */
export function scanText(text: string, findings: FoundTargets, ownHost: string): void {
  function scanAt(round: number, nested: string, isNested: boolean): boolean {
    if (round > maxRounds) return false;
    const before = findings.solidCount;
    const scanNested = (inner: string, isInner = true) => scanAt(round + 1, inner, isInner);
    scanRound(nested, { findings, ownHost, isNested, scanNested });
    return findings.solidCount > before;
  }
  scanAt(0, text, false);
}
