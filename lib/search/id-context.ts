import type { Confidence } from "./found-targets.ts";

/** Characters before an ID that may be its label. */
const labelLength = 64;
/** Context in characters on each side of 32 digits, to test whether they are alone. */
const maxLineLength = 200;
const separator = "[\"'`*_]{0,3}\\s{0,4}(?:[:=#|,;\\t>]|is|ist|est)?[\\s\"'`<({\\[*_]{0,6}$";
/** Labels of other IDs, which are UUIDs too. */
const otherId = new RegExp(
  "(?:correlation|trace|tracking|span|session|tenant|x[ _-]?request|client[ _-]?request|message|activity|device|conversation|" +
    "thread|document|dokument|attachment|account|konto|user|benutzer|owner|team|seal|workflow|callback|signer|signature|" +
    "evidence|nachweis|preuve|prova|transaction|content|event|job|build|commit|run|instance|image|file|installation)" +
    `[\\s_-]{0,2}(?:id|nr|no|uuid|guid|code|key)\\.?${separator}`,
  "i",
);
const otherValue =
  /(?:traceparent|boundary|etag|nonce|checksum|hash|digest|md5|sha-?\d{1,3}|fingerprint|revision|commit|cid|mid|sid|jti|kid|tid)["'`]{0,2}\s{0,2}[:=|][\s"'`<({]{0,6}$/i;
/** HTTP request IDs in code style, as in problem details. */
const httpRequestId = new RegExp(`(?:requestId|(?<!signature[_-])request[_-]id)${separator}`);
const idLabel = new RegExp(
  "(?:urn:uuid:|(?:^|[^a-z])(?:uu|gu)?ids?|[a-z]Id|[a-z_]_id|signature[ _-]?requests?(?:[ _-]?id)?|request|anfrage|demande|richiesta|sr|" +
    `vorgang|uuid|guid)${separator}`,
  "i",
);

/** Returns text before an ID on its line, or on the previous line if the ID starts one. */
function labelBefore(text: string, index: number): string {
  const before = text.slice(Math.max(0, index - labelLength), index);
  const lineStart = before.trimEnd().lastIndexOf("\n") + 1;
  return before.slice(lineStart).replaceAll("\n", " ");
}

function namesOther(label: string): boolean {
  return otherId.test(label) || otherValue.test(label) || httpRequestId.test(label);
}

/** Rates a UUID as a signature request ID by neighbours and label. Null if it is part of more digits. */
export function judgeContext(text: string, index: number, end: number): Confidence | null {
  const before = text.slice(Math.max(0, index - labelLength), index);
  const after = text.slice(end, end + labelLength);
  const prefix = /([0-9A-Za-z]+)-$/.exec(before)?.[1];
  const suffix = /^-([0-9A-Za-z]+)/.exec(after)?.[1];
  const isHex = (part: string | undefined) => part !== undefined && /^[0-9a-f]+$/i.test(part);
  if (isHex(prefix) || isHex(suffix)) return null;
  const isPart =
    prefix !== undefined || suffix !== undefined || /[@/\\]$|\\\{$|--$/.test(before) || /^(?:@|\}?\\)/.test(after);
  return isPart || namesOther(labelBefore(text, index)) ? "doubtful" : "certain";
}

/** Rates 32 digits without hyphens. Null unless alone or labelled as an ID, because they may be a hash. */
export function judgeCompact(text: string, index: number, end: number): Confidence | null {
  const before = text.slice(Math.max(0, index - maxLineLength), index);
  const after = text.slice(end, end + maxLineLength);
  const label = labelBefore(text, index);
  if (/[-0-9A-Za-z]$/.test(before) || /^-?[0-9A-Za-z]/.test(after) || namesOther(label)) return null;
  if ((before.endsWith("{") && after.startsWith("}")) || idLabel.test(label)) return "likely";
  if (text.length <= maxLineLength && !/[0-9A-Za-z]/.test(before + after)) return "likely";
  const [rest = ""] = after.split("\n", 1);
  return /[0-9A-Za-z]/.test(before.slice(before.lastIndexOf("\n") + 1) + rest) ? null : "doubtful";
}
