import { typeOf } from "./families.ts";
import type { ContentType } from "./model.ts";

/** What a text with this PEM label contains (RFC 7468; OpenSSL's and OpenSSH's own labels). */
const labels: readonly [label: RegExp, type: string][] = [
  [/^(?:X\.?509 )?CERTIFICATE$/u, "X.509 certificate, PEM"],
  [/^TRUSTED CERTIFICATE$/u, "OpenSSL trusted certificate, PEM"],
  [/^(?:CMS|PKCS7|PKCS ?#?7 SIGNED DATA)$/u, "CMS, PEM"],
  [/^ENCRYPTED PRIVATE KEY$/u, "Private key, encrypted, text"],
  [/^(?:[A-Z0-9]+ )?PRIVATE KEY$/u, "Private key, text"],
  [/^(?:[A-Z0-9]+ )?PUBLIC KEY$/u, "Public key, text"],
  [/^(?:NEW )?CERTIFICATE REQUEST$/u, "Certificate request, PEM"],
  [/^X509 CRL$/u, "Certificate revocation list, PEM"],
  [/^PGP PRIVATE KEY BLOCK$/u, "Private key, text"],
  [/^PGP .+$/u, "PGP data, text"],
];

/**
 * Names the blocks of a PEM text; words may stand before and between them (RFC 7468 §2). A private key names the whole
 * text, wherever it stands, because it is what a person must know; else the first block does.
 */
export function findPem(text: string): ContentType | null {
  if (/^PuTTY-User-Key-File-\d: /u.test(text.trimStart())) {
    return typeOf(/^Encryption: none\s*$/mu.test(text) ? "Private key, text" : "Private key, encrypted, text");
  }
  if (!text.includes("-----BEGIN ")) return null;
  const found: string[] = [];
  for (const { 1: label = "", index } of text.matchAll(/^[ \t]*-----BEGIN ([A-Z0-9.# ]{1,40})-----[ \t\r]*$/gmu)) {
    const type = labels.find(([pattern]) => pattern.test(label))?.[1];
    if (type === undefined) continue;
    found.push(type === "Private key, text" && isEncrypted(text, index, label) ? "Private key, encrypted, text" : type);
  }
  const key = found.find((type) => type.startsWith("Private key"));
  const [first] = found;
  return key || first ? typeOf(key ?? first ?? "PEM data") : null;
}

/** The older form names the cipher in a header (RFC 1421 §4.6.1.3); OpenSSH names it at the start of its data. */
function isEncrypted(text: string, at: number, label: string): boolean {
  const start = text.slice(at, at + 400);
  if (label !== "OPENSSH PRIVATE KEY") return /^DEK-Info:|Proc-Type: 4,ENCRYPTED/mu.test(start);
  const body = /-----[\r\n\s]+([A-Za-z0-9+/=]{44,})/u.exec(start)?.[1] ?? "";
  return !atob(body.slice(0, 44)).includes("\0\0\0\u0004none");
}
