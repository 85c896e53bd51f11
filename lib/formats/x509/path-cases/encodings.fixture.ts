import {
  ecKeys,
  extension,
  extensions,
  type Holder,
  makeCertificate,
  signatureAlgorithms,
} from "../make-certificate.fixture.ts";
import {
  type Bytes,
  bits,
  bool,
  derInteger,
  element,
  hex,
  indefiniteLength,
  join,
  name,
  octets,
  oid,
  sequence,
  set,
  utf8,
} from "../write-der.fixture.ts";
import { makeLeaf, middle, type PathCase, pathCase, root } from "./path-case.fixture.ts";

const encoding = "certificate_encoding";
const lenient = "reads BER";

const usage = extensions.keyUsage(["digitalSignature"]);
const leafWith = (label: string, expected: PathCase["expected"], list: readonly Bytes[], openssl?: string) =>
  pathCase(label, expected, { leaf: { extensions: list } }, openssl);

/** Changes the certificate after it was signed, outside of what the signature covers. */
function rewritten(label: string, rewrite: (leaf: Holder) => Bytes, openssl?: string): PathCase {
  return {
    name: label,
    expected: encoding,
    sent: [{ der: rewrite(makeLeaf(middle)) }, middle],
    anchors: [root],
    ...(openssl ? { openssl } : {}),
  };
}

/** Replaces bytes of the TBSCertificate before it is signed; lengths must stay. */
const replaced = (from: string, to: string) => (tbs: Bytes) => {
  const text = Buffer.from(tbs).toString("hex");
  if (!text.includes(from)) throw new Error(`The certificate does not hold ${from}`);
  return hex(text.replace(from, to));
};

const longLength = (tbs: Bytes) => join(hex("308300"), tbs.subarray(2));
const contentOf = (der: Bytes) => der.subarray((der[1] ?? 0) < 0x80 ? 2 : 2 + ((der[1] ?? 0) & 0x7f));
const spki = () => {
  const key = new Uint8Array(ecKeys().publicKey.export({ type: "spki", format: "der" }));
  return sequence(contentOf(key), hex("0500"));
};

/** Encodings that are not DER, and certificates that are not of RFC 5280 §4.1. */
export const encodingCases: PathCase[] = [
  rewritten("a byte after the leaf", ({ der }) => join(der, Uint8Array.of(0)), "ignores it"),
  rewritten("an element after the signature", ({ der }) => sequence(contentOf(der), hex("0500"))),
  rewritten("a length with a leading zero", ({ der }) => longLength(der), lenient),
  rewritten("an indefinite length", ({ der }) => indefiniteLength(0x30, contentOf(der)), lenient),
  {
    name: "a byte after the intermediate",
    expected: encoding,
    sent: [makeLeaf(middle), { der: join(middle.der, Uint8Array.of(0)) }],
    anchors: [root],
    openssl: "ignores it",
  },
  pathCase("an element after the extensions", encoding, { leaf: { afterTbs: hex("0500") } }),
  pathCase("an element after the extensions of the intermediate", encoding, { ca: { afterTbs: hex("a4020500") } }),
  pathCase("an element after the public key", encoding, { leaf: { spki: spki() } }),
  pathCase(
    "an explicit version 1",
    encoding,
    { leaf: { extensions: null, version: 1, rewriteTbs: (tbs) => sequence(hex("a003020100"), contentOf(tbs)) } },
    lenient,
  ),
  pathCase("version 1 with extensions", encoding, { leaf: { version: 1, extensions: [usage] } }, "ignores the version"),
  pathCase("version 2 with extensions", encoding, { leaf: { version: 2, extensions: [usage] } }, "ignores the version"),
  pathCase("version 4", encoding, { leaf: { version: 4 } }, "ignores the version"),
  pathCase("version 1 of a leaf", "trusted", { leaf: { version: 1, extensions: null } }),
  pathCase("version 2 of a leaf", "trusted", { leaf: { version: 2, extensions: null } }),
  pathCase("version 1 of an intermediate", "certificate_not_authority", { ca: { version: 1, extensions: null } }),
  pathCase("version 2 of an intermediate", "certificate_not_authority", { ca: { version: 2, extensions: null } }),
  pathCase("version 3 without extensions", "trusted", { leaf: { extensions: null } }, "demands key identifiers"),
  pathCase("an empty list of extensions", encoding, { leaf: { extensions: [] } }, lenient),
  pathCase(
    "a unique ID in version 1",
    encoding,
    { leaf: { version: 1, extensions: null, uniqueIds: { subject: hex("0001") } } },
    "ignores it",
  ),
  pathCase("a negative serial number", "trusted", { leaf: { serial: element(0x02, hex("ff")) } }),
  pathCase("serial number zero", "trusted", { leaf: { serial: derInteger(0) } }),
  pathCase("a serial number of 20 bytes", "trusted", { leaf: { serial: element(0x02, hex(`7f${"01".repeat(19)}`)) } }),
  pathCase(
    "a serial number of 21 bytes",
    encoding,
    { leaf: { serial: element(0x02, hex(`7f${"01".repeat(20)}`)) } },
    "accepts it",
  ),
  pathCase("a serial number with a leading zero", encoding, { leaf: { serial: element(0x02, hex("0001")) } }, lenient),
  pathCase("a serial number without bytes", encoding, { leaf: { serial: element(0x02) } }),
  leafWith("an extension twice", encoding, [usage, usage]),
  leafWith(
    "an unknown extension twice",
    encoding,
    [usage, extension("1.2.3", hex("0500")), extension("1.2.3", hex("0500"))],
    "reads known ones",
  ),
  leafWith("an explicit FALSE", encoding, [sequence(oid("2.5.29.15"), bool(false), octets(hex("03020780")))], lenient),
  leafWith("TRUE as 01", encoding, [sequence(oid("2.5.29.15"), hex("010101"), octets(hex("03020780")))], lenient),
  leafWith("cA FALSE spelled out", encoding, [usage, extension("2.5.29.19", sequence(bool(false)))], lenient),
  leafWith("an element after an extension", encoding, [
    sequence(oid("2.5.29.15"), bool(true), octets(hex("03020780")), hex("0500")),
  ]),
  leafWith(
    "bytes after the value of an extension",
    encoding,
    [extension("2.5.29.15", hex("030207800500"))],
    "ignores them",
  ),
  leafWith(
    "bytes after the value of an unknown standard extension",
    encoding,
    [usage, extension("2.5.29.14", hex("0401000500"))],
    "ignores them",
  ),
  leafWith("an element inside basic constraints", encoding, [usage, extension("2.5.29.19", sequence(hex("0500")))]),
  leafWith("key usage with zeros at its end", encoding, [extension("2.5.29.15", bits(hex("80"), 0))], lenient),
  leafWith("key usage with unused bits that are set", encoding, [extension("2.5.29.15", bits(hex("81"), 1))], lenient),
  leafWith("key usage without a bit", encoding, [extensions.keyUsage([])], "allows everything"),
  leafWith("key usage as another type", encoding, [extension("2.5.29.15", hex("040180"))]),
  leafWith("an object identifier with a leading zero", encoding, [
    usage,
    sequence(hex("0604802a0304"), octets(hex("0500"))),
  ]),
  pathCase(
    "a set in another order",
    encoding,
    {
      ca: {
        subject: sequence(
          element(0x31, sequence(oid("2.5.4.3"), utf8("Issuing")), sequence(oid("2.5.4.10"), utf8("Trust"))),
        ),
      },
    },
    lenient,
  ),
  pathCase(
    "a name that is not UTF-8",
    encoding,
    { ca: { subject: sequence(element(0x31, sequence(oid("2.5.4.3"), element(0x0c, hex("ff"))))) } },
    "does not decode names",
  ),
  pathCase("an intermediate whose length has a leading zero", encoding, { ca: { rewriteTbs: longLength } }, lenient),
  pathCase("a time with another tag inside the leaf", encoding, {
    leaf: { from: "2025-01-01", rewriteTbs: replaced("170d323530313031", "180d323530313031") },
  }),
  pathCase(
    "critical basic constraints with a default spelled out",
    encoding,
    {
      ca: {
        extensions: [
          extension("2.5.29.19", sequence(bool(true)), true),
          sequence(oid("2.5.29.15"), bool(true), octets(hex("03020204")), hex("")),
          sequence(oid("2.5.29.14"), bool(false), octets(hex("040101"))),
        ],
      },
    },
    lenient,
  ),
  leafWith(
    "an authority key identifier in BER",
    encoding,
    [usage, extension("2.5.29.35", hex("30800000"))],
    "ignores it",
  ),
  pathCase(
    "a relative name without an attribute",
    encoding,
    { ca: { subject: sequence(set(), set(sequence(oid("2.5.4.3"), utf8("a")))) } },
    "accepts it",
  ),
  pathCase("an empty subject of a CA", encoding, { ca: { subject: "" }, leaf: { issuerName: "" } }, "accepts it"),
  {
    name: "an empty subject of a leaf",
    expected: "certificate_subject_differs",
    sent: [makeCertificate({ subject: name(""), issuer: middle }), middle],
    anchors: [root],
  },
  pathCase("a signature algorithm with bytes after it", encoding, {
    leaf: {
      innerAlgorithm: signatureAlgorithms["ECDSA SHA-256"].identifier,
      outerAlgorithm: sequence(oid("1.2.840.10045.4.3.2"), hex("0500")),
    },
  }),
];
