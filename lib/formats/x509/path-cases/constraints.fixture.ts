import { extension, extensions, makeCertificate } from "../make-certificate.fixture.ts";
import { bool, derInteger, element, hex, oid, sequence } from "../write-der.fixture.ts";
import { longCase, makeCa, makeLeaf, makeRoot, type PathCase, pathCase, root } from "./path-case.fixture.ts";

const notAuthority = "certificate_not_authority";
const tooLong = "certificate_path_too_long";
const keyUsage = "certificate_key_usage";
const critical = "certificate_critical_extension";
const encoding = "certificate_encoding";

/** A CA that certifies itself again: its certificates count for no path length (RFC 5280 §6.1.4). */
const selfIssued = (pathLength?: number) => {
  const subject = "CN=Limited, O=Trust, C=CH";
  const limited = makeCa(root, { subject, pathLength: 0 });
  const again = makeCertificate({
    subject,
    ca: true,
    issuer: limited,
    ...(pathLength === undefined ? {} : { pathLength }),
  });
  return { limited, again };
};

function selfIssuedCases(): PathCase[] {
  const { limited, again } = selfIssued();
  const below = makeCa(again);
  return [
    {
      name: "a self-issued intermediate under path length 0",
      expected: "trusted",
      sent: [makeLeaf(again), again, limited],
      anchors: [root],
    },
    {
      name: "another CA under a self-issued one",
      expected: tooLong,
      sent: [makeLeaf(below), below, again, limited],
      anchors: [root],
    },
    { name: "a self-issued anchor's certificate", expected: "trusted", ...underAnchor() },
  ];
}

function underAnchor() {
  const anchor = makeRoot({ pathLength: 0 });
  const again = makeRoot({ issuer: anchor });
  return { sent: [makeLeaf(again), again], anchors: [anchor] };
}

const unknown = (isCritical: boolean) => extension("1.2.3.4.5", hex("0500"), isCritical);
const policies = (isCritical = false) =>
  extension("2.5.29.32", sequence(sequence(oid("2.16.840.1.101.3.2.1.48.1"))), isCritical);
const mappings = extension("2.5.29.33", sequence(sequence(oid("1.2.3"), oid("1.2.4"))));
const policyConstraints = (tag: number, skip: number, isCritical = true) =>
  extension("2.5.29.36", sequence(element(tag, Uint8Array.of(skip))), isCritical);
const inhibitAny = (skip: number) => extension("2.5.29.54", derInteger(skip), true);
const policy = "certificate_constraint_unsupported";

/** PKITS 4.6, 4.7, 4.8 to 4.12 and 4.16. */
export const constraintCases: PathCase[] = [
  pathCase("an intermediate without basic constraints", notAuthority, { ca: { ca: null } }),
  pathCase("an intermediate with cA false", notAuthority, { ca: { ca: false, usages: ["digitalSignature"] } }),
  pathCase("an intermediate with cA false that is not critical", notAuthority, {
    ca: { extensions: [extensions.basicConstraints(false, undefined, false)] },
  }),
  pathCase(
    "basic constraints that are not critical",
    "trusted",
    {
      ca: { extensions: [extensions.basicConstraints(true, undefined, false), extensions.keyUsage(["keyCertSign"])] },
    },
    "demands that they are critical",
  ),
  pathCase("an intermediate without key usage", "trusted", { ca: { usages: null } }, "demands it"),
  pathCase("a leaf without extensions", "trusted", { leaf: { extensions: null } }, "demands key identifiers"),
  pathCase("a leaf that is a CA and signs content", "trusted", { leaf: { ca: true, usages: ["digitalSignature"] } }),
  longCase("path length 0 above the leaf", "trusted", [{ pathLength: 0 }]),
  longCase("path length 0 above an intermediate", tooLong, [{ pathLength: 0 }, {}]),
  longCase("path length 1 above one intermediate", "trusted", [{ pathLength: 1 }, {}]),
  longCase("path length 1 above two", tooLong, [{ pathLength: 1 }, {}, {}]),
  longCase("a path length below that allows more", tooLong, [{ pathLength: 0 }, { pathLength: 6 }]),
  longCase("a path length below that allows less", tooLong, [{ pathLength: 6 }, { pathLength: 0 }, {}]),
  longCase("path lengths that shrink", "trusted", [{ pathLength: 6 }, { pathLength: 4 }, { pathLength: 1 }, {}]),
  longCase("path lengths that are used up", tooLong, [{ pathLength: 6 }, { pathLength: 1 }, { pathLength: 1 }, {}]),
  longCase("a CA as the last certificate does not count", "trusted", [{ pathLength: 0 }], {
    ca: true,
    usages: ["digitalSignature"],
  }),
  longCase("a path length of the anchor", tooLong, [{}], {}, makeRoot({ pathLength: 0 })),
  longCase("a path length of the anchor that suffices", "trusted", [{}], {}, makeRoot({ pathLength: 1 })),
  pathCase(
    "a path length beyond 64 bits",
    "trusted",
    {
      ca: {
        extensions: [
          extension("2.5.29.19", sequence(bool(true), derInteger(1n << 70n)), true),
          extensions.keyUsage(["keyCertSign"]),
        ],
      },
    },
    "reads 32 bits",
  ),
  pathCase("a negative path length", encoding, {
    ca: { extensions: [extension("2.5.29.19", sequence(bool(true), element(0x02, hex("ff"))), true)] },
  }),
  pathCase("a path length without cA", encoding, { leaf: { extensions: [extensions.basicConstraints(false, 0)] } }),
  pathCase("a path length without keyCertSign", keyUsage, { ca: { pathLength: 0, usages: ["digitalSignature"] } }),
  ...selfIssuedCases(),
  pathCase("an intermediate that may not sign certificates", keyUsage, { ca: { usages: ["digitalSignature"] } }),
  pathCase("an intermediate that may only sign revocation lists", keyUsage, { ca: { usages: ["cRLSign"] } }),
  pathCase("an intermediate that may not sign certificates, not critical", keyUsage, {
    ca: { extensions: [extensions.basicConstraints(true), extensions.keyUsage(["digitalSignature"], false)] },
  }),
  pathCase("an anchor that may not sign certificates", keyUsage, { root: { usages: ["digitalSignature"] } }),
  pathCase("key usage that is not critical", "trusted", {
    ca: { extensions: [extensions.basicConstraints(true), extensions.keyUsage(["keyCertSign"], false)] },
  }),
  pathCase("a leaf for non-repudiation", "trusted", { leaf: { usages: ["nonRepudiation"] } }),
  pathCase("a leaf for encryption", keyUsage, { leaf: { usages: ["keyEncipherment"] } }, "has no purpose of tokens"),
  pathCase("a leaf for signing certificates without cA", keyUsage, {
    leaf: { usages: ["digitalSignature", "keyCertSign"] },
  }),
  pathCase("an extension that is unknown", "trusted", {
    leaf: { more: [unknown(false)] },
    ca: { more: [unknown(false)] },
  }),
  pathCase("a critical extension of the leaf that is unknown", critical, { leaf: { more: [unknown(true)] } }),
  pathCase("a critical extension of the intermediate that is unknown", critical, { ca: { more: [unknown(true)] } }),
  pathCase(
    "a critical extension of the anchor that is unknown",
    critical,
    { root: { more: [unknown(true)] } },
    "ignores it",
  ),
  pathCase(
    "critical distribution points, which are not processed",
    critical,
    {
      leaf: { more: [extension("2.5.29.31", sequence(sequence()), true)] },
    },
    "accepts them",
  ),
  pathCase("policies", "trusted", { leaf: { more: [policies()] }, ca: { more: [policies()] } }),
  pathCase("critical policies", policy, { leaf: { more: [policies(true)] } }, "processes policies"),
  pathCase("an explicit policy required at once", policy, { ca: { more: [policyConstraints(0x80, 0)] } }),
  pathCase("an explicit policy required, not critical", policy, { ca: { more: [policyConstraints(0x80, 0, false)] } }),
  pathCase(
    "an explicit policy required ten certificates later",
    policy,
    { ca: { more: [policyConstraints(0x80, 10)] } },
    "processes policies",
  ),
  pathCase("an explicit policy required by the leaf", policy, { leaf: { more: [policyConstraints(0x80, 0)] } }),
  pathCase(
    "an explicit policy required by the anchor",
    policy,
    { root: { more: [policyConstraints(0x80, 0)] } },
    "ignores policies of an anchor",
  ),
  pathCase("policy mapping inhibited", policy, { ca: { more: [policyConstraints(0x81, 0)] } }, "processes policies"),
  pathCase("policy mappings", policy, { ca: { more: [policies(), mappings] } }, "processes policies"),
  pathCase("any policy inhibited", policy, { ca: { more: [inhibitAny(0)] } }, "processes policies"),
];
