import { paths, segments } from "#lib/paths";
import { normalizeCharacters } from "./characters.ts";
import { decodeBase64, decodePercent, decodeText } from "./decode-bytes.ts";
import type { Confidence, Findings } from "./findings.ts";
import { judgeContext } from "./id-context.ts";
import { readPath } from "./read-path.ts";
import { rewriteUuids } from "./uuid-scanner.ts";

const hasScheme = /https?:\/|[a-z]:\/\//i;
const ownPath = new RegExp(`/(?:${segments.signatureRequests}|${segments.short}|view|sign)/`, "i");
const encodedScheme = /https?(?:%25|%)*3a/i;
/** Matches "http" in base64, and text that is only base64. */
const base64Address = /aHR0c[A-Za-z0-9+/_-]{8,}(={0,2})/;
const wholeBase64 = /^[A-Za-z0-9+/_-]{24,}(={0,2})(?=\u2026?$)/;
const skribbleHost = /(?:^|\.)skribble\.(?:com|de)$/i;
const requestParameter = /[?&#](?:sr|srId|sr_id|signature[_-]?request(?:[_-]?id)?)=$/i;
const otherResource = /\/(?:documents|attachments|seals|users|accounts|members|teams|signatures)\/$/i;

/** A URL without a scheme, as browsers show it. */
const hostStart = /^[\w-]+(?:\.[\w-]+)+(?::\d+)?\//;

/** Marks a truncated URL, whose last part is not a complete ID. */
export const cutMark = "\u2026";

/** One reading of a text, with its findings and the enclosing URL. */
export type Scan = {
  findings: Findings;
  /** Host and port of this page; its `/r/` URLs accept any ID. */
  ownHost: string;
  /** True inside another URL, where plain IDs are its parameters. */
  isNested: boolean;
  /** Scans a further decoded text, nested by default; true if it contains an ID. */
  scanNested: (text: string, isNested?: boolean) => boolean;
};

function mayHoldAddress(text: string): boolean {
  return hasScheme.test(text) || ownPath.test(text) || encodedScheme.test(text);
}

export function scanBase64(text: string, scan: Scan): boolean {
  const [base64, padding = ""] = (base64Address.exec(text) ?? wholeBase64.exec(text) ?? []).slice(0, 2);
  const bytes = base64 ? decodeBase64(base64) : null;
  if (!base64 || !bytes) return false;
  const isCut = text.endsWith(cutMark) || (padding !== "" && base64.length % 4 !== 0);
  const decoded = normalizeCharacters(decodeText(bytes)) + (isCut ? cutMark : "");
  return mayHoldAddress(decoded) && scan.scanNested(decoded);
}

/** Scans parameters and fragment for URLs, as text or base64. */
function scanParameters(rest: string, scan: Scan): boolean {
  let found = false;
  for (const part of rest.split(/[?&#;]/)) {
    if (part.length < 8) continue;
    const value = decodePercent(part.slice(part.indexOf("=") + 1));
    if (mayHoldAddress(value)) found = scan.scanNested(value) || found;
    found = scanBase64(value, scan) || found;
  }
  return found;
}

/** Scans UUIDs in another form of URL: part of another resource, unless on Skribble's hosts. */
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

/** Reads one URL; `joined` gives the confidence of its UUIDs. */
export function readAddress(address: string, joined: ReadonlyMap<string, Confidence>, scan: Scan): boolean {
  const [start = ""] = /^[a-z][a-z0-9+.-]*:\/{1,2}/i.exec(address) ?? [];
  const authority = start ? (/^[^/?#]*/.exec(address.slice(start.length))?.[0] ?? "") : "";
  const hostWithPort = authority.slice(authority.lastIndexOf("@") + 1).toLowerCase();
  const host = hostWithPort.replace(/:\d+$/, "");
  const afterHost = address.slice(start.length + authority.length);
  const pathLength = afterHost.search(/[?#]/);
  const rawPath = pathLength < 0 ? afterHost : afterHost.slice(0, pathLength);
  const path = rewriteUuids(decodePercent(rawPath)).text;
  const nestedAt = path.search(hasScheme);
  if (nestedAt >= 0 && scan.scanNested(path.slice(nestedAt))) return true;

  const reading = readPath(path, skribbleHost.test(host));
  const target = reading && reading !== "malformed" ? reading.target : null;
  const isOwnHost = start
    ? hostWithPort === scan.ownHost || skribbleHost.test(host)
    : !scan.isNested && path.startsWith(paths.short(""));
  if (reading === "malformed") scan.findings.hasMalformed = true;
  else if (reading && (reading.isOwnForm || isOwnHost)) {
    scan.findings.add(reading.target, joined.get(reading.target.srId) ?? "certain");
    return true;
  }
  if (scanParameters(afterHost.slice(rawPath.length), scan) || reading === "malformed") return true;
  const isAddress = start !== "" || address.startsWith("/") || hostStart.test(address);
  if (target && isAddress && /\d/.test(target.srId)) {
    scan.findings.add(target, "doubtful");
    return true;
  }
  if (start || hostStart.test(address)) {
    scanLoose(address, host, scan);
    return true;
  }
  return false;
}
