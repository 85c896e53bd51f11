import { ecKeys, type Holder, makeCertificate } from "../make-certificate.fixture.ts";
import { longCase, makeCa, makeLeaf, makeRoot, middle, type PathCase, root } from "./path-case.fixture.ts";

const limit = (count: number) => Array.from({ length: count }, () => ({}));

/** One CA with several certificates: under two roots, and under each other. */
function crossed(): PathCase[] {
  const other = makeRoot({ subject: "CN=Other root" });
  const keys = ecKeys();
  const subject = "CN=Crossed, O=Trust, C=CH";
  const make = (issuer: Holder, more: { pathLength?: number; to?: string; purposes?: string[] } = {}) =>
    makeCertificate({ subject, ca: true, issuer, keys, ...more });
  const byRoot = make(root);
  const byOther = make(other);
  const leaf = makeLeaf(byRoot);
  const expired = make(root, { to: "2026-06-01" });
  const misfit = make(root, { purposes: ["1.3.6.1.5.5.7.3.1"] });
  const peer = makeCa(byRoot, { subject: "CN=Peer" });
  const byPeer = make(peer);
  const decoys = Array.from({ length: 5 }, () => makeCa(root, { subject }));
  return [
    {
      name: "a cross-certificate to our root",
      expected: "trusted",
      sent: [leaf, byOther, byRoot],
      anchors: [root],
      openssl: "tries one issuer only",
    },
    {
      name: "a cross-certificate to the other root",
      expected: "trusted",
      sent: [leaf, byOther, byRoot],
      anchors: [other],
    },
    {
      name: "an expired certificate before a valid one",
      expected: "trusted",
      sent: [leaf, expired, byRoot],
      anchors: [root],
    },
    { name: "only an expired certificate", expected: "expired", sent: [leaf, expired, byOther], anchors: [root] },
    {
      name: "a refused certificate before a valid one",
      expected: "trusted",
      sent: [leaf, misfit, byRoot],
      anchors: [root],
    },
    {
      name: "only a refused certificate",
      expected: "certificate_extended_key_usage",
      sent: [leaf, misfit, byOther],
      anchors: [root],
      openssl: "was asked for any purpose",
    },
    {
      name: "two CAs that certify each other",
      expected: "trusted",
      sent: [leaf, byPeer, peer, byRoot],
      anchors: [root],
    },
    {
      name: "two CAs that certify only each other",
      expected: "untrusted",
      sent: [leaf, byPeer, peer],
      anchors: [root],
    },
    {
      name: "five CAs of the same name before the right one",
      expected: "trusted",
      sent: [leaf, ...decoys, byRoot],
      anchors: [root],
    },
    {
      name: "twenty anchors of the same name",
      expected: "trusted",
      sent: [makeLeaf(middle), middle],
      anchors: [...Array.from({ length: 20 }, () => makeRoot()), root],
    },
  ];
}

/** Order and length of what was sent. */
export const buildingCases: PathCase[] = [
  { name: "a leaf under the anchor", expected: "trusted", sent: [makeLeaf(root)], anchors: [root] },
  { name: "the anchor sent too", expected: "trusted", sent: [makeLeaf(middle), middle, root], anchors: [root] },
  { name: "the intermediate as an anchor", expected: "trusted", sent: [makeLeaf(middle)], anchors: [middle] },
  {
    name: "another order than leaf to root",
    expected: "trusted",
    sent: [makeLeaf(middle), root, middle],
    anchors: [root],
  },
  {
    name: "certificates that lead nowhere",
    expected: "trusted",
    sent: [makeLeaf(middle), makeRoot({ subject: "CN=x" }), middle],
    anchors: [root],
  },
  { name: "the intermediate missing", expected: "untrusted", sent: [makeLeaf(middle)], anchors: [root] },
  { name: "another root", expected: "untrusted", sent: [makeLeaf(middle), middle], anchors: [makeRoot()] },
  { name: "no anchor", expected: "untrusted", sent: [makeLeaf(middle), middle, root], anchors: [] },
  {
    name: "an anchor in place of the leaf",
    expected: "certificate_subject_differs",
    sent: [root],
    anchors: [root],
    openssl: "has no subject to compare",
  },
  longCase("eight certificates under the anchor", "trusted", limit(7)),
  {
    ...longCase("nine certificates under the anchor", "certificate_malformed", limit(8)),
    openssl: "has another limit",
  },
  ...crossed(),
];
