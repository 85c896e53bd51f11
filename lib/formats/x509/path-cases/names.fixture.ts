import { makeCertificate } from "../make-certificate.fixture.ts";
import { type Bytes, derText, element, hex, name, oid, printable, sequence, set, utf8 } from "../write-der.fixture.ts";
import { type Expected, makeCa, makeLeaf, makeRoot, type PathCase, pathCase, root } from "./path-case.fixture.ts";

/** A leaf that writes the name of its issuer in another way than the issuer does. */
function chained(
  label: string,
  expected: Expected,
  subject: string | Bytes,
  issuerName: string | Bytes,
  openssl?: string,
): PathCase {
  return pathCase(label, expected, { ca: { subject }, leaf: { issuerName } }, openssl);
}

const commonName = (value: Bytes) => sequence(set(sequence(oid("2.5.4.3"), value)));
const bmp = (value: string) => element(0x1e, new Uint8Array(Buffer.from(value, "utf16le").swap16()));
const universal = (value: string) =>
  element(0x1c, ...[...value].map((letter) => hex(letter.codePointAt(0)?.toString(16).padStart(8, "0") ?? "")));
const teletex = (value: string) => derText(0x14, value);
const rdn = (...pairs: readonly [string, string][]) =>
  sequence(set(...pairs.map(([type, value]) => sequence(oid(type), utf8(value)))));

const older = "compares the attributes as sent, in lower case ASCII";

/** PKITS 4.3 (RFC 5280 §7.1) and 4.5. */
export const nameCases: PathCase[] = [
  chained("another issuer name", "untrusted", "CN=Issuing, O=Trust", "CN=Other, O=Trust"),
  chained("the name in another order", "untrusted", "CN=Issuing, O=Trust", "O=Trust, CN=Issuing"),
  chained("a missing attribute", "untrusted", "CN=Issuing, O=Trust", "CN=Issuing"),
  chained("one more attribute", "untrusted", "CN=Issuing", "CN=Issuing, O=Trust"),
  chained("another type with the same value", "untrusted", "CN=Issuing, O=Trust", "CN=Issuing, OU=Trust"),
  chained("two names in one set instead of two", "untrusted", "CN=Issuing, O=Trust", "CN=Issuing+O=Trust"),
  chained("more white space inside", "trusted", "CN=Issuing CA, O=Trust", "CN=Issuing   CA, O=Trust"),
  chained("white space around", "trusted", "CN=Issuing CA, O=Trust", "CN=  Issuing CA , O=Trust"),
  chained("a tab instead of a space", "trusted", "CN=Issuing CA", "CN=Issuing\tCA", older),
  chained("a no-break space instead of a space", "trusted", "CN=Issuing CA", "CN=Issuing\u00a0CA", older),
  chained("no white space instead of some", "untrusted", "CN=Issuing CA", "CN=IssuingCA"),
  chained("another letter case", "trusted", "CN=Issuing CA, O=Trust", "CN=ISSUING ca, O=trust"),
  chained("another letter case beyond ASCII", "trusted", "CN=Übergang, O=Trust", "CN=ÜBERGANG, O=Trust", older),
  chained("ß and SS", "trusted", "CN=Strasse", "CN=STRAßE", older),
  chained("a final sigma", "trusted", "CN=ΟΔΟΣ", "CN=οδος", older),
  chained("a dotless i", "untrusted", "CN=TITI", "CN=tıtı"),
  chained("an accent composed and decomposed", "trusted", "CN=Caf\u00e9", "CN=Cafe\u0301", older),
  chained("a compatibility character", "trusted", "CN=\ufb01nance", "CN=finance", older),
  chained("UTF8String and PrintableString", "trusted", commonName(utf8("Issuing")), commonName(printable("Issuing"))),
  chained("PrintableString and BMPString", "trusted", commonName(printable("Issuing")), commonName(bmp("Issuing"))),
  chained("UTF8String and BMPString beyond ASCII", "trusted", commonName(utf8("Zürich")), commonName(bmp("Zürich"))),
  chained("UTF8String and UniversalString", "trusted", commonName(utf8("Zürich")), commonName(universal("Zürich"))),
  chained(
    "UTF8String and TeletexString in ASCII",
    "trusted",
    commonName(utf8("Issuing")),
    commonName(teletex("Issuing")),
  ),
  chained(
    "TeletexString beyond ASCII in the same bytes",
    "trusted",
    commonName(teletex("Z\xfcrich")),
    commonName(teletex("Z\xfcrich")),
  ),
  chained(
    "TeletexString and UTF8String beyond ASCII",
    "untrusted",
    commonName(teletex("Z\xfcrich")),
    commonName(utf8("Zürich")),
    "reads TeletexString as Latin-1",
  ),
  chained("a NUL in one of the names", "untrusted", "CN=Issuing", "CN=Issuing\0"),
  chained("an invisible character in one of the names", "untrusted", "CN=Issuing", "CN=Issu\u200bing"),
  chained("a private character in both", "trusted", "CN=Issuing\ue000", "CN=Issuing\ue000"),
  chained(
    "a private character, and another letter case",
    "untrusted",
    "CN=Issuing\ue000",
    "CN=ISSUING\ue000",
    "folds the letters around it",
  ),
  chained(
    "two values in one set, in another order",
    "trusted",
    rdn(["2.5.4.3", "a"], ["2.5.4.10", "b"]),
    rdn(["2.5.4.10", "B"], ["2.5.4.3", "A"]),
  ),
  chained("domain components in another letter case", "trusted", "DC=ch, DC=example", "DC=CH, DC=Example"),
  chained(
    "mandatory and optional attributes",
    "trusted",
    name(
      "C=CH, O=a, OU=b, 2.5.4.46=c, 2.5.4.8=d, CN=e, 2.5.4.5=f, L=g, 2.5.4.12=h, 2.5.4.4=i, 2.5.4.42=j, 2.5.4.43=k, 2.5.4.65=l, 2.5.4.44=m",
    ),
    name(
      "C=CH, O=A, OU=B, 2.5.4.46=C, 2.5.4.8=D, CN=E, 2.5.4.5=F, L=G, 2.5.4.12=H, 2.5.4.4=I, 2.5.4.42=J, 2.5.4.43=K, 2.5.4.65=L, 2.5.4.44=M",
    ),
  ),
  pathCase("unique IDs that chain", "trusted", {
    ca: { uniqueIds: { subject: hex("0001") } },
    leaf: { uniqueIds: { issuer: hex("0001") } },
  }),
  pathCase(
    "unique IDs that differ",
    "untrusted",
    { ca: { uniqueIds: { subject: hex("0001") } }, leaf: { uniqueIds: { issuer: hex("0002") } } },
    "ignores them",
  ),
  pathCase(
    "a unique ID of the issuer that the issuer does not have",
    "untrusted",
    { leaf: { uniqueIds: { issuer: hex("0001") } } },
    "ignores it",
  ),
  pathCase("a unique ID of the leaf", "trusted", { leaf: { uniqueIds: { subject: hex("0001") } } }),
  pathCase("an empty issuer", "certificate_encoding", { ca: { subject: "" }, leaf: { issuerName: "" } }, "accepts it"),
  ...rollover(),
];

/** A CA that changes its key: certificates from the old key to the new and back (PKITS 4.5). */
function rollover(): PathCase[] {
  const subject = "CN=Changing CA, O=Trust, C=CH";
  const old = makeCa(root, { subject });
  const fresh = makeCa(root, { subject });
  const newWithOld = makeCertificate({ subject, ca: true, issuer: old, keys: fresh.keys });
  const oldWithNew = makeCertificate({ subject, ca: true, issuer: fresh, keys: old.keys });
  const oldRoot = makeRoot();
  const newRoot = makeRoot();
  const rootNewWithOld = makeRoot({ issuer: oldRoot, keys: newRoot.keys });
  const unrelated = makeCertificate({ subject, ca: true, issuer: makeRoot(), keys: fresh.keys });
  return [
    {
      name: "a new key under the old one",
      expected: "trusted",
      sent: [makeLeaf(fresh), newWithOld, old],
      anchors: [root],
    },
    {
      name: "an old key under the new one",
      expected: "trusted",
      sent: [makeLeaf(old), oldWithNew, fresh],
      anchors: [root],
    },
    {
      name: "a new key without the certificate between",
      expected: "untrusted",
      sent: [makeLeaf(fresh), old],
      anchors: [root],
    },
    {
      name: "a new root under the old one",
      expected: "trusted",
      sent: [makeLeaf(newRoot), rootNewWithOld],
      anchors: [oldRoot],
    },
    {
      name: "a new root that is an anchor too",
      expected: "trusted",
      sent: [makeLeaf(newRoot), rootNewWithOld],
      anchors: [newRoot],
    },
    {
      name: "a cross-certificate of an unknown root",
      expected: "untrusted",
      sent: [makeLeaf(fresh), unrelated],
      anchors: [root],
    },
  ].map((one) => ({ ...one, expected: one.expected as Expected }));
}
