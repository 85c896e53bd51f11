import { decodeLooseBase64 } from "#lib/bytes/base64";
import { skipProlog } from "#lib/formats/media/sniff-text";
import { recogniseCms } from "./cms.ts";
import { recogniseCompactJose } from "./jose.ts";
import type { BodyNature } from "./nature.ts";

const pem = /^-----BEGIN ([A-Z0-9 ]+)-----/;
const peekedLetters = 4000;

/** Detects a text that is not JSON by its start; null if unknown. */
export function recogniseText(start: string): BodyNature | null {
  const text = start.trimStart();
  return recognisePem(text) ?? recogniseMail(text) ?? recogniseCompactJose(text) ?? recogniseMarkup(text);
}

/** Recognises a token or encryption in a text that is the sole JSON content; null for other texts. */
export function recogniseEncryptedText(value: string): BodyNature | null {
  const found = recognisePem(value.trim()) ?? recogniseCompactJose(value.trim()) ?? recogniseDer(value.trim());
  return found && found.kind !== "error_text" && found.kind !== "unknown" && "detail" in found
    ? { ...found, detail: `${found.detail} in member` }
    : null;
}

function recognisePem(text: string): BodyNature | null {
  const label = pem.exec(text)?.[1];
  if (label === undefined) return null;
  if (label === "PGP MESSAGE") return { kind: "pgp_message", detail: "armor" };
  if (label === "AGE ENCRYPTED FILE") return { kind: "encrypted_file", detail: "age in armor" };
  if (label === "CMS" || label === "PKCS7" || label === "PKCS #7 SIGNED DATA") {
    const body = text.replace(pem, "").split("-----")[0] ?? "";
    const found = recogniseDer(body.replace(/\s/g, ""));
    if (found && "detail" in found) return { ...found, detail: `${found.detail} in pem` };
  }
  return { kind: "error_text", detail: "pem" };
}

function recogniseDer(letters: string): BodyNature | null {
  if (!/^[A-Za-z0-9+/_=-]{24,}$/.test(letters)) return null;
  return recogniseCms(decodeLooseBase64(letters.slice(0, peekedLetters)));
}

/** Detects S/MIME (RFC 8551 section 3.3): a MIME entity of encrypted or signed CMS. */
function recogniseMail(text: string): BodyNature | null {
  if (!/^[A-Za-z-]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n/.test(text)) return null;
  const head = text.split(/\r?\n\r?\n/, 1)[0] ?? "";
  if (!/application\/(?:x-)?pkcs7-mime/i.test(head)) return null;
  return /signed-data/i.test(head)
    ? { kind: "cms_signed", detail: "smime" }
    : { kind: "cms_enveloped", detail: "smime" };
}

/** First elements of an HTML fragment. */
const htmlElement =
  /^(?:head|body|script|style|title|meta|link|center|h[1-6]|p|div|span|table|pre|form|main|section|br|hr|a|b|img)$/;

function recogniseMarkup(text: string): BodyNature | null {
  if (!text.startsWith("<")) return null;
  const { doctype, rest } = skipProlog(text);
  const root = /^<([A-Za-z_][\w.:-]*)(?=[\s/>])/.exec(rest)?.[1]?.toLowerCase();
  const isXml = /^<\?xml/.test(text);
  if (doctype === "html" || root === "html" || (!isXml && htmlElement.test(root ?? "")))
    return { kind: "html", detail: null };
  if (!isXml && root === undefined) return null;
  return { kind: "xml", detail: /^(?:\w+:)?encrypteddata$/.test(root ?? "") ? "encrypted_data" : null };
}
