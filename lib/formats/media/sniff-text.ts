import { detectEncoding } from "./detect-encoding.ts";
import type { ContentType } from "./model.ts";

const sampleBytes = 64 * 1024;
const startLetters = 4096;
/** XML that a browser would run; it is saved under an extension that browsers do not open as XML. */
const active = /http:\/\/www\.w3\.org\/(?:1999\/xhtml|2000\/svg)|<\?xml-stylesheet/u;

/** Caches decoders, because creating one takes longer than decoding a short text. */
const decoders = new Map<string, TextDecoder>();

function takeDecoder(encoding: string): TextDecoder {
  const known = decoders.get(encoding);
  if (known) return known;
  const made = new TextDecoder(encoding);
  decoders.set(encoding, made);
  return made;
}

export function sniffText(head: Uint8Array, sizeBytes: number): ContentType | null {
  const sample = head.subarray(0, sampleBytes);
  const guess = detectEncoding(sample, sample.length === sizeBytes);
  if (guess === null) return null;
  const decoder = takeDecoder(guess.encoding);
  const start = decoder.decode(sample.subarray(0, startLetters)).trimStart();
  const plain = { mime: "text/plain", detail: guess.label };
  const markup = findMarkup(start);
  if (markup === "HTML") return { kind: "markup", label: markup, extension: "html.txt", ...plain };
  if (markup === "SVG") return { kind: "markup", label: markup, extension: "svg.txt", ...plain };
  if (markup === "XML") {
    const extension = active.test(decoder.decode(sample)) ? "xml.txt" : "xml";
    return { kind: "markup", label: markup, extension, ...plain };
  }
  if (looksLikeJson(start, sample.length <= startLetters && sample.length === sizeBytes))
    return { kind: "json", label: "JSON", extension: "json", ...plain, mime: "application/json" };
  if (
    /^(?:Return-Path|Received|Delivered-To|From|MIME-Version|Message-ID|Date|Subject|To|DKIM-Signature|X-[\w-]+): .*\r?\n[\w-]+:/iu.test(
      start,
    )
  )
    return { kind: "text", label: "E-mail", extension: "eml", ...plain };
  const pem = findPem(decoder.decode(sample));
  if (pem) return pem;
  return { kind: "text", label: "Text", extension: "txt", ...plain };
}

/** Names the first block of a PEM text; words may stand before it (RFC 7468 §2). */
function findPem(text: string): ContentType | null {
  const label = /^-----BEGIN ([A-Z0-9. ]{1,40})-----[ \t\r]*$/mu.exec(text)?.[1] ?? "";
  const type = { mime: "application/x-pem-file", extension: "pem" };
  if (/^(?:X\.?509 )?CERTIFICATE$/u.test(label))
    return { kind: "certificate", label: "X.509 certificate, PEM", ...type };
  if (label === "TRUSTED CERTIFICATE")
    return { kind: "certificate", label: "OpenSSL trusted certificate, PEM", ...type };
  return label === "CMS" || label === "PKCS7" ? { kind: "cms", label: "CMS, PEM", ...type } : null;
}

function findMarkup(start: string): "HTML" | "SVG" | "XML" | null {
  if (!start.startsWith("<")) return null;
  const { doctype, rest } = skipProlog(start);
  const root = /^<([A-Za-z_][\w.:-]*)(?=[\s/>])/u.exec(rest)?.[1]?.toLowerCase();
  if (doctype === "html" || /^(?:html|head|body|script)$/u.test(root ?? "")) return "HTML";
  if (root === "svg" || doctype === "svg") return "SVG";
  return /^<\?xml/u.test(start) || /^<[A-Za-z_][\w.:-]*(?:\s[^<>]*)?>/u.test(rest) ? "XML" : null;
}

function looksLikeJson(start: string, complete: boolean): boolean {
  if (!/^(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{"\d\]-]|true|false|null|$))/u.test(start)) return false;
  if (!complete) return true;
  try {
    JSON.parse(start);
    return true;
  } catch {
    return false;
  }
}

/** Skips the prolog before the first element (XML 1.0 §2.8) in one pass. An unterminated item leaves an empty `rest`. */
export function skipProlog(text: string): { doctype: string | null; rest: string } {
  let doctype: string | null = null;
  let at = 0;
  for (;;) {
    at += /^\s*/u.exec(text.slice(at))?.[0].length ?? 0;
    const declared = /^<!doctype\s+([\w:-]+)/iu.exec(text.slice(at, at + 100));
    if (declared) doctype ??= declared[1]?.toLowerCase() ?? null;
    const stop = findStop(text, at);
    if (stop === null) return { doctype, rest: text.slice(at) };
    const end = text.indexOf(stop, at + 2);
    if (end < 0) return { doctype, rest: "" };
    at = end + stop.length;
  }
}

/** Returns the end marker of the prolog item at `at`, or null if none starts there. */
function findStop(text: string, at: number): string | null {
  if (text.startsWith("<!--", at)) return "-->";
  if (text.startsWith("<?", at)) return "?>";
  if (!text.startsWith("<!", at)) return null;
  const [bracket, end] = [text.indexOf("[", at), text.indexOf(">", at)];
  return bracket >= 0 && bracket < end ? "]>" : ">";
}
