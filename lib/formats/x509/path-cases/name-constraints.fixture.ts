import { extension, extensions, generalName, makeCertificate, type Wanted } from "../make-certificate.fixture.ts";
import {
  type Bytes,
  derInteger,
  derText,
  element,
  name,
  oid,
  printable,
  sequence,
  utf8,
} from "../write-der.fixture.ts";
import {
  type Expected,
  leafSubject,
  longCase,
  makeCa,
  makeLeaf,
  type PathCase,
  pathCase,
  root,
} from "./path-case.fixture.ts";

const { directory, dns, email, ip, uri } = generalName;
const refused = "certificate_name_constraints";
const unsupported = "certificate_constraint_unsupported";
const encoding = "certificate_encoding";

type Limits = { permitted?: readonly Bytes[]; excluded?: readonly Bytes[]; critical?: boolean };

const constraints = ({ permitted = [], excluded = [], critical = true }: Limits) =>
  extensions.nameConstraints(permitted, excluded, critical);

/** An intermediate with constraints above a leaf with these alternative names. */
function limited(
  label: string,
  expected: Expected,
  limits: Limits,
  names: readonly Bytes[],
  openssl?: string,
): PathCase {
  const more = names.length === 0 ? [] : [extensions.subjectAltName(names)];
  return pathCase(label, expected, { ca: { more: [constraints(limits)] }, leaf: { more } }, openssl);
}

const permit = (...permitted: readonly Bytes[]): Limits => ({ permitted });
const exclude = (...excluded: readonly Bytes[]): Limits => ({ excluded });
const inPrintable = (value: string) => directory(name(value, printable));
const raw = (value: Bytes): Partial<Wanted> => ({ more: [extension("2.5.29.30", value, true)] });

/** PKITS 4.13 (RFC 5280 §4.2.1.10). The subject of each leaf is `leafSubject`. */
export const nameConstraintCases: PathCase[] = [
  // Directory names.
  limited("a permitted subject", "trusted", permit(directory("CN=Evidence Signing")), []),
  limited("a permitted subject, whole", "trusted", permit(directory(leafSubject)), []),
  limited(
    "a permitted subject that ends in another way",
    refused,
    permit(directory("CN=Evidence Signing, O=Other")),
    [],
  ),
  limited("a subject that is not permitted", refused, permit(directory("C=CH")), []),
  limited(
    "a subject that is not permitted, not critical",
    refused,
    { ...permit(directory("C=CH")), critical: false },
    [],
  ),
  limited("one of two permitted subjects", "trusted", permit(directory("C=CH"), directory("CN=Evidence Signing")), []),
  limited(
    "a permitted subject in another letter case and string type",
    "trusted",
    permit(inPrintable("CN=evidence  SIGNING")),
    [],
  ),
  limited("a permitted subject longer than the name", refused, permit(directory(`${leafSubject}, OU=x`)), []),
  limited("an excluded subject", refused, exclude(directory("CN=Evidence Signing, O=Provider")), []),
  limited(
    "an excluded subject in another letter case and string type",
    refused,
    exclude(inPrintable("CN=EVIDENCE signing")),
    [],
  ),
  limited("another excluded subject", "trusted", exclude(directory("CN=Evidence Signing, O=Other")), []),
  limited(
    "a subject both permitted and excluded",
    refused,
    { ...permit(directory("CN=Evidence Signing")), ...exclude(directory("CN=Evidence Signing, O=Provider")) },
    [],
  ),
  limited("the empty name permits all", "trusted", permit(directory("")), []),
  limited("the empty name excludes all", refused, exclude(directory("")), []),
  limited("an alternative name that is permitted too", "trusted", permit(directory("CN=Evidence Signing")), [
    directory("CN=Evidence Signing, OU=x"),
  ]),
  limited("an alternative name that is not", refused, permit(directory("CN=Evidence Signing")), [
    directory("CN=Other"),
  ]),
  longCase("constraints of two CAs that leave the name", "trusted", [
    {
      subject: "C=CH, O=Trust, CN=1",
      more: [constraints(permit(directory("C=CH"), directory("CN=Evidence Signing")))],
    },
    { subject: "C=CH, O=Trust, CN=2", more: [constraints(permit(directory("CN=Evidence Signing, O=Provider")))] },
  ]),
  longCase("constraints of two CAs that leave nothing", refused, [
    {
      subject: "C=CH, O=Trust, CN=1",
      more: [constraints(permit(directory("C=CH"), directory("CN=Evidence Signing")))],
    },
    { subject: "C=CH, O=Trust, CN=2", more: [constraints(permit(directory("C=CH")))] },
  ]),
  longCase("a CA that is not permitted itself", refused, [
    { more: [constraints(permit(directory("CN=Evidence Signing")))] },
    { subject: "CN=Elsewhere" },
  ]),
  longCase("an excluded CA", refused, [
    { more: [constraints(exclude(directory("CN=Elsewhere")))] },
    { subject: "CN=Elsewhere" },
  ]),
  longCase("constraints far above the leaf", refused, [
    { more: [constraints(permit(directory("O=Trust")))] },
    { subject: "O=Trust, CN=1" },
    { subject: "O=Trust, CN=2" },
  ]),
  pathCase("constraints of the anchor", refused, {
    root: { more: [constraints(permit(directory("O=Trust")))] },
    ca: { subject: "O=Trust, CN=1" },
  }),
  ...selfIssued(),
  // Names of hosts.
  limited("a permitted host", "trusted", permit(dns("example.ch")), [dns("www.example.ch")]),
  limited("the permitted host itself", "trusted", permit(dns("example.ch")), [dns("example.ch")]),
  limited("a permitted host in capitals", "trusted", permit(dns("Example.CH")), [dns("WWW.EXAMPLE.ch")]),
  limited("a host that only ends alike", refused, permit(dns("example.ch")), [dns("notexample.ch")]),
  limited("another host", refused, permit(dns("example.ch")), [dns("example.org")]),
  limited("one host of two that is not permitted", refused, permit(dns("example.ch")), [
    dns("a.example.ch"),
    dns("example.org"),
  ]),
  limited("no host where hosts are limited", "trusted", permit(dns("example.ch")), []),
  limited("a host where only directory names are limited", "trusted", permit(directory("CN=Evidence Signing")), [
    dns("example.org"),
  ]),
  limited("an excluded host", refused, exclude(dns("example.ch")), [dns("www.example.ch")]),
  limited("a host that is not excluded", "trusted", exclude(dns("example.ch")), [dns("example.org")]),
  limited("a wildcard under a permitted host", "trusted", permit(dns("example.ch")), [dns("*.example.ch")]),
  limited(
    "a wildcard over an excluded host",
    refused,
    exclude(dns("www.example.ch")),
    [dns("*.example.ch")],
    "compares it as text",
  ),
  limited("a wildcard above a permitted host", refused, permit(dns("www.example.ch")), [dns("*.example.ch")]),
  limited("no host is permitted by an empty constraint that excludes", refused, exclude(dns("")), [dns("example.ch")]),
  limited("every host is permitted by an empty constraint", "trusted", permit(dns("")), [dns("example.ch")]),
  limited(
    "a constraint with a leading dot",
    unsupported,
    permit(dns(".example.ch")),
    [dns("www.example.ch")],
    "takes it as a domain",
  ),
  limited("a host with a final dot", refused, permit(dns("example.ch")), [dns("www.example.ch.")]),
  limited(
    "a host with a final dot that may be excluded",
    refused,
    exclude(dns("example.ch")),
    [dns("www.example.ch.")],
    "compares it as text",
  ),
  limited(
    "a host with an empty label",
    refused,
    permit(dns("example.ch")),
    [dns("www..example.ch")],
    "compares it as text",
  ),
  limited(
    "a host with a NUL",
    refused,
    permit(dns("example.ch")),
    [dns("example.org\0.example.ch")],
    "compares it as text",
  ),
  // Mail addresses.
  limited("an address at a permitted host", "trusted", permit(email("example.ch")), [email("a@example.ch")]),
  limited("an address at a host below a permitted one", refused, permit(email("example.ch")), [
    email("a@mail.example.ch"),
  ]),
  limited("an address below a permitted domain", "trusted", permit(email(".example.ch")), [email("a@mail.example.ch")]),
  limited("an address at a permitted domain itself", refused, permit(email(".example.ch")), [email("a@example.ch")]),
  limited("a permitted address", "trusted", permit(email("a@example.ch")), [email("a@EXAMPLE.ch")]),
  limited("a permitted address in another letter case", refused, permit(email("a@example.ch")), [
    email("A@example.ch"),
  ]),
  limited("an excluded address", refused, exclude(email("example.ch")), [email("a@example.ch")]),
  limited("an address that is not excluded", "trusted", exclude(email("example.ch")), [email("a@mail.example.ch")]),
  limited(
    "an address with two signs",
    refused,
    permit(email("example.ch")),
    [email('"a@b"@example.ch')],
    "splits at the last",
  ),
  limited("an address without a sign", refused, permit(email("example.ch")), [email("example.ch")]),
  ...subjectAddress(),
  // URIs.
  limited("a URI at a permitted host", "trusted", permit(uri("example.ch")), [uri("https://example.ch/a")]),
  limited("a URI below a permitted host", refused, permit(uri("example.ch")), [uri("https://www.example.ch/a")]),
  limited("a URI below a permitted domain", "trusted", permit(uri(".example.ch")), [
    uri("https://www.example.ch:8443/a"),
  ]),
  limited(
    "a URI with a user and a port",
    "trusted",
    permit(uri("example.ch")),
    [uri("https://a:b@Example.ch:1/x?y@z")],
    "takes the last @ for the end of the user",
  ),
  limited("a URI at an excluded host", refused, exclude(uri("example.ch")), [uri("https://example.ch/a")]),
  limited("a URI below an excluded domain", refused, exclude(uri(".example.ch")), [uri("ldap://a.example.ch")]),
  limited("a URI that is not excluded", "trusted", exclude(uri("example.ch")), [uri("https://example.org/")]),
  limited("a URI without a host", refused, exclude(uri("example.ch")), [uri("urn:uuid:1")], "skips it"),
  limited(
    "a URI at an address",
    refused,
    exclude(uri("example.ch")),
    [uri("https://192.0.2.1/")],
    "compares it as text",
  ),
  limited(
    "a URI at an address of version 6",
    refused,
    exclude(uri("example.ch")),
    [uri("https://[2001:db8::1]/")],
    "compares it as text",
  ),
  // Addresses.
  limited("a permitted address of version 4", "trusted", permit(ip(192, 0, 2, 0, 255, 255, 255, 0)), [
    ip(192, 0, 2, 9),
  ]),
  limited("an address of version 4 that is not permitted", refused, permit(ip(192, 0, 2, 0, 255, 255, 255, 0)), [
    ip(192, 0, 3, 9),
  ]),
  limited("an excluded address of version 4", refused, exclude(ip(192, 0, 2, 0, 255, 255, 255, 0)), [ip(192, 0, 2, 9)]),
  limited("an address of version 6 where version 4 is permitted", refused, permit(ip(192, 0, 2, 0, 255, 255, 255, 0)), [
    ip(...Array(15).fill(0), 1),
  ]),
  limited(
    "a permitted address of version 6",
    "trusted",
    permit(ip(0x20, 1, ...Array(14).fill(0), 255, 255, ...Array(14).fill(0))),
    [ip(0x20, 1, ...Array(13).fill(0), 9)],
  ),
  limited(
    "an address of three bytes",
    encoding,
    permit(ip(192, 0, 2, 0, 255, 255, 255, 0)),
    [ip(192, 0, 2)],
    "has another code",
  ),
  limited("a mask with gaps", encoding, permit(ip(192, 0, 2, 0, 255, 0, 255, 0)), [ip(192, 0, 2, 9)], "applies it"),
  limited("a constraint without a mask", encoding, permit(ip(192, 0, 2, 0)), [ip(192, 0, 2, 9)]),
  // Forms that are not processed, and unusual constraints.
  limited(
    "a limit of registered IDs",
    unsupported,
    permit(element(0x88, Uint8Array.of(0x2a))),
    [],
    "no such name in the leaf",
  ),
  limited(
    "a limit of other names",
    unsupported,
    exclude(element(0xa0, oid("1.2.3"), element(0xa0, utf8("a")))),
    [],
    "no such name in the leaf",
  ),
  limited("a name of a form without a limit", "trusted", permit(dns("example.ch")), [
    element(0xa0, oid("1.2.3"), element(0xa0, utf8("a"))),
  ]),
  pathCase("a minimum distance", unsupported, {
    ca: raw(sequence(element(0xa0, sequence(directory("CN=Evidence Signing"), element(0x80, Uint8Array.of(1)))))),
  }),
  pathCase("a maximum distance", unsupported, {
    ca: raw(sequence(element(0xa0, sequence(directory("CN=Evidence Signing"), element(0x81, Uint8Array.of(9)))))),
  }),
  pathCase("constraints without a subtree", encoding, { ca: raw(sequence()) }, "ignores them"),
  pathCase("a list without a subtree", encoding, { ca: raw(sequence(element(0xa0))) }, "ignores them"),
  pathCase("constraints with a part that is unknown", encoding, {
    ca: raw(sequence(element(0xa2, sequence(directory("C=CH"))))),
  }),
  pathCase("constraints with a number after them", encoding, {
    ca: raw(sequence(element(0xa0, sequence(directory("CN=Evidence Signing"))), derInteger(1))),
  }),
  pathCase(
    "constraints in a leaf",
    encoding,
    { leaf: { more: [constraints(permit(directory("C=CH")))] } },
    "ignores them",
  ),
  pathCase(
    "an alternative name that is not one",
    encoding,
    { leaf: { more: [extension("2.5.29.17", sequence(derText(0x16, "a")))] } },
    "ignores it",
  ),
  pathCase("no alternative name in its list", encoding, { leaf: { more: [extension("2.5.29.17", sequence())] } }),
];

function selfIssued(): PathCase[] {
  const subject = "CN=Limiting, O=Trust, C=CH";
  const limits = constraints(permit(directory("CN=Evidence Signing")));
  const first = makeCa(root, { subject, more: [limits] });
  const again = makeCertificate({ subject, ca: true, issuer: first });
  const last = makeCertificate({ subject: leafSubject, issuer: first, issuerName: subject });
  const own = constraints(permit(directory("O=Trust")));
  const second = makeCa(root, { subject: leafSubject, more: [own] });
  return [
    {
      name: "a self-issued intermediate that is not permitted",
      expected: "trusted",
      sent: [makeLeaf(again), again, first],
      anchors: [root],
    },
    { name: "a leaf under it", expected: "trusted", sent: [last, first], anchors: [root] },
    {
      name: "a self-issued leaf that is not permitted",
      expected: refused,
      sent: [makeLeaf(second), second],
      anchors: [root],
    },
  ];
}

/** A mail address in the subject, without alternative names (RFC 5280 §4.2.1.10). */
function subjectAddress(): PathCase[] {
  const under = (issuer: Limits, subject: string) => {
    const ca = makeCa(root, { more: [constraints(issuer)] });
    const between = makeCa(ca, { subject });
    return { sent: [makeLeaf(between), between, ca], anchors: [root] };
  };
  return [
    {
      name: "a permitted address in a subject",
      expected: "trusted",
      ...under(permit(email("example.ch")), "CN=a, E=a@example.ch"),
    },
    {
      name: "an address in a subject that is not permitted",
      expected: refused,
      ...under(permit(email("example.ch")), "CN=a, E=a@example.org"),
    },
    {
      name: "an excluded address in a subject",
      expected: refused,
      ...under(exclude(email("example.ch")), "CN=a, E=a@example.ch"),
    },
  ];
}
