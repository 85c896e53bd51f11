import { normalizeCharacters } from "./characters.ts";
import { decodeBase64, decodePercent, decodeText } from "./decode-bytes.ts";
import { type Confidence, type Findings, weaker } from "./findings.ts";
import { judgeCompact, judgeContext } from "./id-context.ts";
import { unwrapProtectedLink } from "./protected-links.ts";
import { readPath } from "./read-path.ts";
import { type FoundUuid, rewriteUuids } from "./uuid-scanner.ts";

/** Links inside links are decoded so often, not more. */
const maxRounds = 3;
/** What an address can consist of, and some more; brackets and quotation marks of any script end it. */
const run = /[^\s<>"'`|^{}\\()[\]«»“”„‟‘’‚‛‹›「」『』《》〈〉【】〔〕。、，；！؟،؛।]{4,}/g;
const scheme = /(?:https?:\/{1,2}|(?<![a-z])[a-z][a-z0-9+.-]{1,15}:\/\/)(?=[^/])/gi;
const hasScheme = /https?:\/|[a-z]:\/\//i;
const ownPath = /\/(?:signature-requests|r|view|sign)\//i;
const encodedScheme = /https?(?:%25|%)*3a/i;
/** "http" in base64, and a text that is nothing but base64. */
const base64Address = /aHR0c[A-Za-z0-9+/_-]{8,}(={0,2})/;
const wholeBase64 = /^[A-Za-z0-9+/_-]{24,}(={0,2})(?=\u2026?$)/;
const skribbleHost = /(?:^|\.)skribble\.(?:com|de)$/i;
const requestParameter = /[?&#](?:sr|srId|sr_id|signature[_-]?request(?:[_-]?id)?)=$/i;
const otherResource = /\/(?:documents|attachments|seals|users|accounts|members|teams|signatures)\/$/i;

/** An escape or a tag inside an address. */
const inside = /^(?:\\|<\/?(?:wbr|b|i|em|strong|span|mark|font|code)[\s/>])/i;
/** The next line begins with what may be the rest of an ID: digits in it, but not the number of a list, a date or a UUID. */
const continuation =
  /^[^\S\n]{0,4}\n[^\S\n]{0,16}(?:[>|][^\S\n]{0,2}){0,8}(?!\d{1,3}[.)]\s|\d{1,2}:\d\d|\d{1,4}[-./]\d\d?[-./]\d|[0-9a-f]{8}-[0-9a-f]{4}-)[a-z_.~%+=-]{0,99}\d/i;
/** Put behind an address that goes on elsewhere: what stands at its end is not a whole ID. */
const cutMark = "\u2026";

/** One reading of a text: where findings go, and what is known of the address that the text stood in. */
type Scan = {
  findings: Findings;
  /** The host that this page was loaded from, with its port; its `/r/` addresses take any ID. */
  ownHost: string;
  round: number;
  /** True inside another address: IDs in plain text there are parameters of it. */
  isNested: boolean;
};

/** Scans what an address held, one round deeper; true if an ID was found in it. */
function scanNested(text: string, scan: Scan, isNested = true): boolean {
  if (scan.round >= maxRounds) return false;
  const before = scan.findings.solidCount;
  scanText(text, { ...scan, round: scan.round + 1, isNested });
  return scan.findings.solidCount > before;
}

function mayHoldAddress(text: string): boolean {
  return hasScheme.test(text) || ownPath.test(text) || encodedScheme.test(text);
}

/** Scans the address that base64 in a text holds. */
function scanBase64(text: string, scan: Scan): boolean {
  const [base64, padding = ""] = (base64Address.exec(text) ?? wholeBase64.exec(text) ?? []).slice(0, 2);
  const bytes = base64 ? decodeBase64(base64) : null;
  if (!base64 || !bytes) return false;
  const isCut = text.endsWith(cutMark) || (padding !== "" && base64.length % 4 !== 0);
  const decoded = normalizeCharacters(decodeText(bytes)) + (isCut ? cutMark : "");
  return mayHoldAddress(decoded) && scanNested(decoded, scan);
}

/** Scans the parameters and the fragment of an address for addresses, as text or as base64. */
function scanParameters(rest: string, scan: Scan): boolean {
  let found = false;
  for (const part of rest.split(/[?&#;]/)) {
    if (part.length < 8) continue;
    const value = decodePercent(part.slice(part.indexOf("=") + 1));
    if (mayHoldAddress(value)) found = scanNested(value, scan) || found;
    found = scanBase64(value, scan) || found;
  }
  return found;
}

/** UUIDs in an address of another form: parameters and parts of another resource, unless Skribble's own. */
function scanLoose(address: string, host: string, scan: Scan): void {
  const { text, uuids } = rewriteUuids(decodePercent(address));
  for (const { id, index, end, isCompact, confidence } of uuids) {
    const context = isCompact ? null : judgeContext(text, index, end);
    if (!context) continue;
    const before = text.slice(Math.max(0, index - 40), index);
    const isRequest = skribbleHost.test(host) ? !otherResource.test(before) : requestParameter.test(before);
    scan.findings.add({ srId: id, evidenceId: null }, isRequest ? confidence : "doubtful");
  }
}

/** Reads one address; `joined` says how surely the UUIDs in it form one ID. */
function readAddress(address: string, joined: ReadonlyMap<string, Confidence>, scan: Scan): boolean {
  const [start = ""] = /^[a-z][a-z0-9+.-]*:\/{1,2}/i.exec(address) ?? [];
  const authority = start ? (/^[^/?#]*/.exec(address.slice(start.length))?.[0] ?? "") : "";
  const hostWithPort = authority.slice(authority.lastIndexOf("@") + 1).toLowerCase();
  const host = hostWithPort.replace(/:\d+$/, "");
  const afterHost = address.slice(start.length + authority.length);
  const pathLength = afterHost.search(/[?#]/);
  const rawPath = pathLength < 0 ? afterHost : afterHost.slice(0, pathLength);
  const path = rewriteUuids(decodePercent(rawPath)).text;
  const nestedAt = path.search(hasScheme);
  if (nestedAt >= 0 && scanNested(path.slice(nestedAt), scan)) return true;

  const reading = readPath(path, skribbleHost.test(host));
  const place = reading && reading !== "malformed" ? reading.place : null;
  const isOwnHost = start
    ? hostWithPort === scan.ownHost || skribbleHost.test(host)
    : !scan.isNested && path.startsWith("/r/");
  if (reading === "malformed") scan.findings.hasMalformed = true;
  else if (reading && (reading.isOwnForm || isOwnHost)) {
    scan.findings.add(reading.place, joined.get(reading.place.srId) ?? "certain");
    return true;
  }
  if (scanParameters(afterHost.slice(rawPath.length), scan) || reading === "malformed") return true;
  if (place && /\d/.test(place.srId)) {
    scan.findings.add(place, "doubtful");
    return true;
  }
  if (start || /^[\w-]+(?:\.[\w-]+)+(?::\d+)?\//.test(address)) {
    scanLoose(address, host, scan);
    return true;
  }
  return false;
}

/**
 * Reads a run of characters without spaces that may hold addresses.
 * @returns the offset in the run from which everything was read, or its length if nothing was
 */
function readRun(text: string, joined: ReadonlyMap<string, Confidence>, scan: Scan): number {
  const inner = unwrapProtectedLink(text);
  if (inner && scanNested(inner, scan)) return 0;
  const starts = [...text.matchAll(scheme)].map(({ index }) => index);
  const [first] = starts;
  if (first !== undefined) {
    starts.forEach((start, i) => readAddress(text.slice(start, starts[i + 1]), joined, scan));
    return first;
  }
  const decoded = text.includes("%") ? decodePercent(text) : text;
  if (decoded !== text && scan.round < maxRounds) {
    scanNested(decoded, scan, scan.isNested);
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

/** Finds the IDs in one reading of a text: in its addresses, decoded as deep as `maxRounds`, and in its plain text. */
export function scanText(raw: string, scan: Scan): void {
  const { text, uuids } = rewriteUuids(raw);
  const joined = new Map(uuids.map(({ id, confidence }) => [id, confidence]));
  let next = 0;
  for (const { 0: characters, index } of text.matchAll(run)) {
    if (!/[/%]|aHR0c/.test(characters)) continue;
    const readTo = index + characters.length;
    const after = text.slice(readTo, readTo + 200);
    const goesOn = inside.test(after) || continuation.test(after);
    const readFrom = index + readRun(characters + (goesOn ? cutMark : ""), joined, scan);
    for (; next < uuids.length; next += 1) {
      const uuid = uuids[next];
      if (!uuid || uuid.index >= readTo) break;
      if (uuid.index < readFrom) addPlain(text, uuid, scan);
    }
  }
  for (const uuid of uuids.slice(next)) addPlain(text, uuid, scan);
}
