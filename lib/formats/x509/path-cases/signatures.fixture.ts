import { generateKeyPairSync } from "node:crypto";
import { ecKeys, makeCertificate, rsaKeys, signatureAlgorithms } from "../make-certificate.fixture.ts";
import { bits, derInteger, element, empty, hex, join, oid, sequence } from "../write-der.fixture.ts";
import { leafSubject, makeCa, makeLeaf, makeRoot, middle, type PathCase, pathCase, root } from "./path-case.fixture.ts";

const rsa = rsaKeys();
const rsa1024 = rsaKeys(1024);
const rsa2047 = rsaKeys(2047);
const ed25519 = generateKeyPairSync("ed25519");
const otherKeys = ecKeys();

/** An RSA key whose exponent is 1, so that every signature is the padded digest itself. */
const exponentOne = sequence(
  sequence(oid("1.2.840.113549.1.1.1"), empty),
  bits(sequence(derInteger(BigInt(`0x${"c1".repeat(256)}`) | 1n), derInteger(1))),
);

/** P-256 with its parameters spelled out (CVE-2020-0601). */
const explicitCurve = generateKeyPairSync("ec", { namedCurve: "P-256", paramEncoding: "explicit" });

/** PKITS 4.1, and the sizes of keys and digests. */
export const signatureCases: PathCase[] = [
  pathCase("P-256 throughout", "trusted", {}),
  pathCase("an RSA intermediate", "trusted", { ca: { keys: rsa } }),
  pathCase("an RSA root", "trusted", { root: { keys: rsa } }),
  pathCase("an RSA leaf", "trusted", { leaf: { keys: rsa } }),
  pathCase("RSA with SHA-384", "trusted", { ca: { keys: rsa }, leaf: { algorithm: "RSA SHA-384" } }),
  pathCase("RSA with SHA-512", "trusted", { ca: { keys: rsa }, leaf: { algorithm: "RSA SHA-512" } }),
  pathCase("RSA-PSS", "trusted", { ca: { keys: rsa }, leaf: { algorithm: "RSA-PSS SHA-256" } }),
  pathCase("P-384 with SHA-384", "trusted", { ca: { keys: ecKeys("P-384") }, leaf: { algorithm: "ECDSA SHA-384" } }),
  pathCase("P-521 with SHA-512", "trusted", { ca: { keys: ecKeys("P-521") }, leaf: { algorithm: "ECDSA SHA-512" } }),
  pathCase("Ed25519", "trusted", { ca: { keys: ed25519 } }),
  ...["brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1"].map((curve) =>
    pathCase(curve, "trusted", { ca: { keys: ecKeys(curve) } }),
  ),
  pathCase("a changed signature of the intermediate", "untrusted", { ca: { spoilSignature: true } }),
  pathCase("a changed signature of the leaf", "untrusted", { leaf: { spoilSignature: true } }),
  {
    name: "another key of the same issuer",
    expected: "untrusted",
    sent: [makeLeaf(makeCa(root)), makeCa(root)],
    anchors: [root],
  },
  {
    name: "a self-signed leaf",
    expected: "untrusted",
    sent: [makeCertificate({ subject: leafSubject })],
    anchors: [root],
  },
  pathCase("SHA-1 on the leaf", "certificate_weak_signature", { leaf: { algorithm: "ECDSA SHA-1" } }),
  pathCase("SHA-1 on the intermediate", "certificate_weak_signature", { ca: { algorithm: "ECDSA SHA-1" } }),
  pathCase("SHA-1 with RSA on the leaf", "certificate_weak_signature", {
    ca: { keys: rsa },
    leaf: { algorithm: "RSA SHA-1" },
  }),
  pathCase("MD5 on the leaf", "certificate_weak_signature", { ca: { keys: rsa }, leaf: { algorithm: "RSA MD5" } }),
  pathCase("MD5 on the intermediate", "certificate_weak_signature", {
    root: { keys: rsa },
    ca: { algorithm: "RSA MD5" },
  }),
  pathCase("SHA-1 on the anchor itself", "trusted", { root: { algorithm: "ECDSA SHA-1" } }),
  pathCase(
    "a changed self-signature of the anchor",
    "trusted",
    { root: { spoilSignature: true } },
    "checks self-signatures here",
  ),
  pathCase("an RSA-1024 intermediate", "certificate_weak_key", { ca: { keys: rsa1024 } }),
  pathCase("an RSA-1024 root", "certificate_weak_key", { root: { keys: rsa1024 } }),
  pathCase("an RSA-1024 leaf", "certificate_weak_key", { leaf: { keys: rsa1024 } }),
  pathCase("an RSA intermediate of 2047 bits", "certificate_weak_key", { ca: { keys: rsa2047 } }, "rounds the size"),
  pathCase("a leaf with RSA exponent 1", "certificate_weak_key", { leaf: { spki: exponentOne } }, "accepts it"),
  pathCase("an Ed448 intermediate", "unsupported", { ca: { keys: generateKeyPairSync("ed448") } }, "supports it"),
  pathCase("a secp256k1 intermediate", "unsupported", { ca: { keys: ecKeys("secp256k1") } }, "supports it"),
  pathCase("a secp256k1 leaf", "unsupported", { leaf: { keys: ecKeys("secp256k1") } }, "supports it"),
  pathCase("an intermediate with explicit curve parameters", "unsupported", { ca: { keys: explicitCurve } }),
  pathCase(
    "ECDSA with parameters",
    "unsupported",
    {
      leaf: {
        innerAlgorithm: sequence(oid("1.2.840.10045.4.3.2"), empty),
        outerAlgorithm: sequence(oid("1.2.840.10045.4.3.2"), empty),
      },
    },
    "accepts them",
  ),
  pathCase("another inner than outer algorithm", "certificate_encoding", {
    leaf: { innerAlgorithm: signatureAlgorithms["ECDSA SHA-384"].identifier },
  }),
  pathCase("an RSA inner and an ECDSA outer algorithm on the intermediate", "certificate_encoding", {
    ca: { innerAlgorithm: signatureAlgorithms["RSA SHA-256"].identifier },
  }),
  pathCase("unused bits in the signature", "certificate_encoding", { leaf: { unusedBits: 1 } }),
  pathCase(
    "unused bits in the public key",
    "certificate_encoding",
    {
      leaf: {
        spki: sequence(
          sequence(oid("1.2.840.113549.1.1.1"), empty),
          bits(
            join(sequence(derInteger(BigInt(`0x${"c1".repeat(256)}`) | 1n), derInteger(65537)), Uint8Array.of(0)),
            1,
          ),
        ),
      },
    },
    "does not read the key of the leaf",
  ),
  pathCase(
    "bytes after the RSA key",
    "certificate_encoding",
    {
      leaf: {
        spki: sequence(
          sequence(oid("1.2.840.113549.1.1.1"), empty),
          bits(join(sequence(derInteger(BigInt(`0x${"c1".repeat(256)}`) | 1n), derInteger(65537)), hex("0500"))),
        ),
      },
    },
    "ignores them",
  ),
  pathCase(
    "a negative RSA modulus",
    "certificate_encoding",
    {
      leaf: {
        spki: sequence(
          sequence(oid("1.2.840.113549.1.1.1"), empty),
          bits(sequence(element(0x02, hex("c1".repeat(256))), derInteger(65537))),
        ),
      },
    },
    "does not read the key of the leaf",
  ),
  {
    name: "an anchor of the same name and another key",
    expected: "untrusted",
    sent: [makeLeaf(makeCa(makeRoot({ keys: otherKeys }))), middle],
    anchors: [root],
  },
];
