import { normalizeCharacters } from "./characters.ts";
import { decodeBase64, decodePercent, decodeText } from "./decode-bytes.ts";
import type { Confidence, Findings } from "./findings.ts";
import { judgeContext } from "./id-context.ts";
import { readPath } from "./read-path.ts";
import { rewriteUuids } from "./uuid-scanner.ts";

const hasScheme = /https?:\/|[a-z]:\/\//i;
const ownPath = /\/(?:signature-requests|r|view|sign)\//i;
const encodedScheme = /https?(?:%25|%)*3a/i;
/** "http" in base64, and a text that is nothing but base64. */
const base64Address = /aHR0c[A-Za-z0-9+/_-]{8,}(={0,2})/;
const wholeBase64 = /^[A-Za-z0-9+/_-]{24,}(={0,2})(?=\u2026?$)/;
const skribbleHost = /(?:^|\.)skribble\.(?:com|de)$/i;
const requestParameter = /[?&#](?:sr|srId|sr_id|signature[_-]?request(?:[_-]?id)?)=$/i;
const otherResource = /\/(?:documents|attachments|seals|users|accounts|members|teams|signatures)\/$/i;

/** An address without a scheme, as browsers show it. */
const hostStart = /^[\w-]+(?:\.[\w-]+)+(?::\d+)?\//;

/** Put behind an address that goes on elsewhere: what stands at its end is not a whole ID. */
export const cutMark = "\u2026";

/** One reading of a text: where findings go, and what is known of the address that the text stood in. */
export type Scan = {
  findings: Findings;
  /** The host that this page was loaded from, with its port; its `/r/` addresses take any ID. */
  ownHost: string;
  /** True inside another address: IDs in plain text there are parameters of it. */
  isNested: boolean;
  /** Scans a text that was decoded once more, nested by default; true if an ID was found in it. */
  scanNested: (text: string, isNested?: boolean) => boolean;
};

function mayHoldAddress(text: string): boolean {
  return hasScheme.test(text) || ownPath.test(text) || encodedScheme.test(text);
}

/** Scans the address that base64 in a text holds. */
export function scanBase64(text: string, scan: Scan): boolean {
  const [base64, padding = ""] = (base64Address.exec(text) ?? wholeBase64.exec(text) ?? []).slice(0, 2);
  const bytes = base64 ? decodeBase64(base64) : null;
  if (!base64 || !bytes) return false;
  const isCut = text.endsWith(cutMark) || (padding !== "" && base64.length % 4 !== 0);
  const decoded = normalizeCharacters(decodeText(bytes)) + (isCut ? cutMark : "");
  return mayHoldAddress(decoded) && scan.scanNested(decoded);
}

/** Scans the parameters and the fragment of an address for addresses, as text or as base64. */
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
  const isAddress = start !== "" || address.startsWith("/") || hostStart.test(address);
  if (place && isAddress && /\d/.test(place.srId)) {
    scan.findings.add(place, "doubtful");
    return true;
  }
  if (start || hostStart.test(address)) {
    scanLoose(address, host, scan);
    return true;
  }
  return false;
}
