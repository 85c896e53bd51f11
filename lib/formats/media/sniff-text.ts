import { decodeStart } from "#lib/formats/text/decode-start";
import { detectEncoding } from "#lib/formats/text/detect-encoding";
import { typeOf } from "./families.ts";
import type { ContentType } from "./model.ts";
import { findPem } from "./sniff-pem.ts";
import { findWrapped } from "./sniff-wrapped.ts";

const sampleBytes = 64 * 1024;
const startLetters = 4096;
/** XML that a browser would run; it is saved under an extension that browsers do not open as XML. */
const active = /http:\/\/www\.w3\.org\/(?:1999\/xhtml|2000\/svg)|<\?xml-stylesheet/u;

/** Names a text by its first lines; null for binary data. The encoding is the detail, unless the whole text must decide it. */
export function sniffText(head: Uint8Array, sizeBytes: number): ContentType | null {
  const sample = head.subarray(0, sampleBytes);
  const isWhole = sample.length === sizeBytes;
  const guess = detectEncoding(sample, isWhole);
  if (guess === null) return null;
  const start = decodeStart(sample.subarray(0, startLetters), guess.encoding).trimStart();
  const detail = guess.label ?? undefined;
  const whole = () => decodeStart(sample, guess.encoding);
  const isComplete = sample.length <= startLetters && isWhole;
  return (
    nameScript(start, detail) ??
    nameMarkup(start, whole, detail) ??
    nameJson(start, isComplete, detail) ??
    nameMail(start, detail) ??
    nameLines(start, detail) ??
    findPem(whole()) ??
    findWrapped(start, whole, sizeBytes, detail) ??
    typeOf("Text", detail)
  );
}

/** A line that names an interpreter by its path; other texts begin with `#!` too. */
function nameScript(start: string, detail: string | undefined): ContentType | null {
  if (/^#!\s*\/[\w/.+-]+(?:[ \t]|\r?\n|$)/u.test(start)) return typeOf("Script", detail);
  if (/^(?:Windows Registry Editor Version |REGEDIT4)/u.test(start)) return typeOf("Windows Registry file", detail);
  if (/^(?:[;[][^\r\n]*[\r\n]+)*\[InternetShortcut(?:\.[AW])?\]/iu.test(start))
    return typeOf("Internet shortcut", detail);
  if (/^(?:#[^\r\n]*[\r\n]+)*\[Desktop Entry\]/u.test(start)) return typeOf("Desktop shortcut", detail);
  return null;
}

function nameMarkup(start: string, whole: () => string, detail: string | undefined): ContentType | null {
  const markup = findMarkup(start);
  if (markup === "HTML") return typeOf(/<hta:application[\s>/]/iu.test(whole()) ? "HTML application" : "HTML", detail);
  if (markup === null || markup === "SVG") return markup && typeOf(markup, detail);
  const { rest } = skipProlog(start);
  const root = /^<(?:[\w.-]+:)?([\w.-]+)/u.exec(rest)?.[1] ?? "";
  if (root === "gpx") return typeOf("GPX track", detail);
  if (root === "kml") return typeOf("KML map", detail);
  if (root === "plist" && /<key>URL<\/key>/u.test(start)) return typeOf("Web location", detail);
  const xml = typeOf("XML", detail);
  return active.test(whole()) ? { ...xml, extension: "xml.txt" } : xml;
}

function nameJson(start: string, complete: boolean, detail: string | undefined): ContentType | null {
  if (!/^(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{"\d\]-]|true|false|null|$))/u.test(start)) return null;
  if (isJson(start)) return typeOf("JSON", detail);
  // One value in each line: the first is whole, and another follows it.
  const [first = "", second = ""] = start.split(/\r?\n/u, 2);
  if (/^[[{]/u.test(second) && isJson(first)) return typeOf("JSON Lines", detail);
  return complete ? null : typeOf("JSON", detail);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const mailField =
  /^(?:Return-Path|Received|Delivered-To|From|MIME-Version|Message-ID|Date|Subject|To|DKIM-Signature|Authentication-Results|ARC-[\w-]+|Content-Type|X-[\w-]+): ?.*(?:\r?\n[ \t].*)*\r?\n[\w-]+:/iu;

function nameMail(start: string, detail: string | undefined): ContentType | null {
  const isMailbox = /^From \S+ .*\d{4}.*\r?\n/u.test(start);
  const mail = isMailbox ? start.replace(/^From .*\r?\n(?:>From .*\r?\n)?/u, "") : start;
  if (!mailField.test(mail.slice(0, 4096))) return null;
  const fields = mail.split(/\r?\n\r?\n/u, 1)[0] ?? "";
  if (/^Content-Type:\s*application\/(?:x-)?pkcs7-mime\b/imu.test(fields)) return typeOf("S/MIME message", detail);
  return typeOf(isMailbox ? "Mailbox" : "E-mail", detail);
}

function nameLines(start: string, detail: string | undefined): ContentType | null {
  if (/^BEGIN:VCARD\s*\r?\n/iu.test(start)) return typeOf("vCard", detail);
  if (/^BEGIN:VCALENDAR\s*\r?\n/iu.test(start)) return typeOf("iCalendar", detail);
  if (/^\{\\rtf[\d\\]/u.test(start)) return typeOf("RTF");
  if (/^(?:\u0004)?%!(?:PS|\r|\n)/u.test(start)) return typeOf("PostScript");
  return null;
}

function findMarkup(start: string): "HTML" | "SVG" | "XML" | null {
  if (!start.startsWith("<")) return null;
  const { doctype, rest } = skipProlog(start);
  const root = /^<([A-Za-z_][\w.:-]*)(?=[\s/>])/u.exec(rest)?.[1]?.toLowerCase();
  if (doctype === "html" || /^(?:html|head|body|script)$/u.test(root ?? "")) return "HTML";
  if (root === "svg" || doctype === "svg") return "SVG";
  return /^<\?xml/u.test(start) || /^<[A-Za-z_][\w.:-]*(?:\s[^<>]*)?>/u.test(rest) ? "XML" : null;
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
