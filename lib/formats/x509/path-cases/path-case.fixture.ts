import { type Holder, makeCertificate, type Wanted } from "../make-certificate.fixture.ts";

/** What `checkX5c` must find: a reason code, or the kind of the finding. */
export type Expected = "trusted" | "expired" | "untrusted" | "unsupported" | `certificate_${string}`;

export type PathCase = {
  name: string;
  /** Leaf first. */
  sent: readonly Pick<Holder, "der">[];
  anchors: readonly Pick<Holder, "der">[];
  expected: Expected;
  /** Why OpenSSL decides otherwise, if it does. */
  openssl?: string;
};

export const leafSubject = "CN=Evidence Signing, O=Provider, C=CH";
/** Times of all cases: the token's time of issue, and the time of the check. */
export const issuedAt = new Date("2026-01-01T00:00:00Z");
export const validationTime = new Date("2026-11-23T12:00:00Z");

export const root = makeCertificate({ subject: "CN=Root, O=Trust, C=CH", ca: true });
export const middle = makeCertificate({ subject: "CN=Issuing, O=Trust, C=CH", ca: true, issuer: root });

export const makeCa = (issuer: Holder, wanted: Partial<Wanted> = {}) =>
  makeCertificate({ subject: "CN=Intermediate, O=Trust, C=CH", ca: true, issuer, ...wanted });
export const makeLeaf = (issuer: Holder, wanted: Partial<Wanted> = {}) =>
  makeCertificate({ subject: leafSubject, issuer, ...wanted });
export const makeRoot = (wanted: Partial<Wanted> = {}) =>
  makeCertificate({ subject: "CN=Root, O=Trust, C=CH", ca: true, ...wanted });

/** A path of leaf, intermediate and root, in which some parts differ. */
export function pathCase(
  name: string,
  expected: Expected,
  parts: { leaf?: Partial<Wanted>; ca?: Partial<Wanted>; root?: Partial<Wanted> },
  openssl?: string,
): PathCase {
  const anchor = parts.root ? makeRoot(parts.root) : root;
  const ca = parts.ca || parts.root ? makeCa(anchor, parts.ca) : middle;
  return { name, expected, sent: [makeLeaf(ca, parts.leaf), ca], anchors: [anchor], ...(openssl ? { openssl } : {}) };
}

/** A path of any length, from the certificate under the anchor to the leaf. */
export function longCase(
  name: string,
  expected: Expected,
  cas: readonly Partial<Wanted>[],
  leaf: Partial<Wanted> = {},
  anchor: Holder = root,
): PathCase {
  const made: Holder[] = [];
  let issuer = anchor;
  for (const [index, wanted] of cas.entries()) {
    issuer = makeCa(issuer, { subject: `CN=CA ${index}, O=Trust, C=CH`, ...wanted });
    made.unshift(issuer);
  }
  return { name, expected, sent: [makeLeaf(issuer, leaf), ...made], anchors: [anchor] };
}
