import { childrenOf, type Element, elementAt, isPaddedTo, oidAt } from "./ber-element.ts";
import { typeOf } from "./families.ts";
import type { ContentType } from "./model.ts";

/** Content types of CMS (RFC 5652, RFC 3274, RFC 5083): 1.2.840.113549.1.7.n and 1.2.840.113549.1.9.16.1.n. */
const cmsTypes: Record<string, string> = {
  "2a864886f70d010701": "CMS data",
  "2a864886f70d010702": "CMS signed data",
  "2a864886f70d010703": "CMS enveloped data",
  "2a864886f70d010705": "CMS digested data",
  "2a864886f70d010706": "CMS encrypted data",
  "2a864886f70d0109100102": "CMS authenticated data",
  "2a864886f70d0109100109": "CMS compressed data",
  "2a864886f70d0109100117": "CMS authenticated-enveloped data",
};
const timestampInfo = "2a864886f70d0109100104";
const cardSecurity = "04007f0007030201";

/** Recognises certificates, keys, requests and CMS in DER or BER (X.690) that fill the file. */
export function sniffAsn1(head: Uint8Array, sizeBytes: number): ContentType | null {
  const outer = elementAt(head, 0);
  if (outer?.tag !== 0x30) return null;
  // A certificate that other bytes follow is opened; they are counted there.
  const isWhole = outer.end === null || isPaddedTo(head, outer.end, sizeBytes);
  if (!isWhole) return (outer.end ?? 0) < sizeBytes ? nameCertificate(head, childrenOf(head, outer)) : null;
  return nameSequence(head, outer) ?? (outer.end === null ? null : typeOf("ASN.1 data"));
}

/** Names a SEQUENCE by its first elements. */
export function nameSequence(head: Uint8Array, outer: Element): ContentType | null {
  const parts = childrenOf(head, outer);
  const [first, second] = parts;
  const detail = outer.end === null ? "BER" : undefined;
  if (first?.tag === 0x06) return nameCms(head, first, second, detail);
  const named = nameKey(head, parts) ?? nameExchange(head, parts);
  if (named) return named;
  const certificate = nameCertificate(head, parts);
  return certificate && detail ? { ...certificate, detail } : certificate;
}

function nameCms(head: Uint8Array, type: Element, wrapped: Element | undefined, detail?: string): ContentType | null {
  const label = cmsTypes[oidAt(head, type)];
  if (label === undefined || (wrapped && wrapped.tag !== 0xa0)) return null;
  if (label !== "CMS signed data") return typeOf(label, detail);
  const body = childrenOf(head, childrenOf(head, wrapped)[0]);
  const inside = oidAt(head, childrenOf(head, body[2])[0]);
  if (inside === timestampInfo) return typeOf("Timestamp token", detail);
  if (inside === cardSecurity) return typeOf("Chip EF.CardSecurity (CMS)", detail);
  return typeOf(label, detail);
}

const tags = (parts: readonly Element[]) => parts.map(({ tag }) => tag.toString(16)).join(" ");
const isSmall = (head: Uint8Array, one: Element | undefined, values: readonly number[]) =>
  one?.tag === 0x02 && one.end === one.from + 1 && values.includes(head[one.from] ?? -1);

/** Keys and key stores (PKCS #12, RFC 5958, RFC 5915, RFC 8017 appendix A.1, RFC 5280 §4.1). */
function nameKey(head: Uint8Array, parts: readonly Element[]): ContentType | null {
  const [first, second, third] = parts;
  const shape = tags(parts);
  if (isSmall(head, first, [3]) && cmsTypes[oidAt(head, childrenOf(head, second)[0])])
    return typeOf("Key store (PKCS #12)");
  if (isSmall(head, first, [0, 1]) && /^2 30 4/u.test(shape) && oidAt(head, childrenOf(head, second)[0]) !== "")
    return typeOf("Private key");
  if (isSmall(head, first, [1]) && /^2 4(?: a0)?(?: a1)?$/u.test(shape)) return typeOf("Private key");
  if (isSmall(head, first, [0, 1]) && /^2 2 2 2 2 2/u.test(shape) && third) return typeOf("Private key");
  if (shape === "30 4" && /^2a864886f70d010(?:5|c)/u.test(oidAt(head, childrenOf(head, first)[0])))
    return typeOf("Private key, encrypted");
  if (shape === "30 3" && oidAt(head, childrenOf(head, first)[0]) !== "") return typeOf("Public key");
  return null;
}

/** Requests, lists and answers (RFC 2986, RFC 5280 §5, RFC 6960, RFC 3161). */
function nameExchange(head: Uint8Array, parts: readonly Element[]): ContentType | null {
  const [first, second] = parts;
  const body = childrenOf(head, first);
  const inner = tags(body);
  if (parts.length === 3 && parts[2]?.tag === 0x03) {
    if (isSmall(head, body[0], [0]) && /^2 30 30 a0/u.test(inner)) return typeOf("Certificate request");
    if (/^(?:2 )?30 30 (?:17|18)/u.test(inner)) return typeOf("Certificate revocation list");
  }
  if (first?.tag === 0x0a && second?.tag === 0xa0) {
    const answer = childrenOf(head, childrenOf(head, second)[0])[0];
    if (oidAt(head, answer) === "2b0601050507300101") return typeOf("OCSP response");
  }
  if (isSmall(head, body[0], [0, 1, 2, 3, 4, 5]) && second?.tag === 0x30) {
    const token = childrenOf(head, second);
    if (cmsTypes[oidAt(head, token[0])] === "CMS signed data") return typeOf("Timestamp response");
  }
  if (isSmall(head, first, [1]) && second?.tag === 0x30 && childrenOf(head, second)[1]?.tag === 0x04)
    return typeOf("Timestamp request");
  if (parts.length === 1 && /^(?:a0 )?(?:a1 )?30/u.test(inner)) {
    const list = body.find(({ tag }) => tag === 0x30);
    const request = childrenOf(head, childrenOf(head, list)[0])[0];
    const certId = childrenOf(head, request);
    if (tags(certId) === "30 4 4 2") return typeOf("OCSP request");
  }
  return null;
}

/** Versions 2 and 3 begin with `[0] INTEGER`; version 1 differs from other lists by its parts (RFC 5280 §4.1). */
function nameCertificate(head: Uint8Array, parts: readonly Element[]): ContentType | null {
  if (parts[0]?.tag !== 0x30) return null;
  const body = childrenOf(head, parts[0]);
  const [version] = body;
  if (version?.tag === 0xa0) return childrenOf(head, version)[0]?.tag === 0x02 ? typeOf("X.509 certificate") : null;
  const [serial, algorithm, issuer, validity] = body;
  if (serial?.tag !== 0x02 || issuer?.tag !== 0x30 || oidAt(head, childrenOf(head, algorithm)[0]) === "") return null;
  const time = childrenOf(head, validity)[0]?.tag;
  return time === 0x17 || time === 0x18 ? typeOf("X.509 certificate", "v1") : null;
}
