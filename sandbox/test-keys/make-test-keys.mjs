/** Makes the sandbox's test keys: `node sandbox/test-keys/make-test-keys.mjs` with openssl. Committed, so that thumbprints stay stable. */
import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const save = (name, text) => writeFileSync(join(import.meta.dirname, name), text);

function makeKey(name, kind, fields) {
  const { privateKey } =
    kind === "rsa"
      ? generateKeyPairSync("rsa", { modulusLength: 2048 })
      : generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = privateKey.export({ format: "jwk" });
  save(`${name}.private.jwk.json`, `${JSON.stringify({ ...fields, use: "sig", ...jwk }, null, 2)}\n`);
  return privateKey;
}

makeKey("provider-rsa", "rsa", { kid: "rsa-2026-01", alg: "RS256" });
makeKey("provider-pss", "rsa", { kid: "pss-2026-01", alg: "PS256" });
makeKey("provider-ec", "ec", { kid: "ec-2026-01", alg: "ES256" });
// Has the provider's key ID, so that only the signature distinguishes them.
makeKey("unknown-rsa", "rsa", { kid: "rsa-2026-01", alg: "RS256" });
makeKey("unpublished-rsa", "rsa", { kid: "rsa-2019-07", alg: "RS256" });
makeKey("login-rsa", "rsa", { kid: "login-2026-01", alg: "RS256" });

const settings = `
[ca]
default_ca = test
[test]
dir = .
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
default_startdate = 20250101000000Z
default_enddate = 20451231235959Z
[any]
countryName = optional
organizationName = optional
commonName = supplied
[req]
distinguished_name = dn
[dn]
[root]
basicConstraints = critical,CA:TRUE,pathlen:1
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[issuing]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[leaf]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
`;

function makeChain(prefix, rootName) {
  const folder = mkdtempSync(join(tmpdir(), "test-ca-"));
  const openssl = (...words) => execFileSync("openssl", words, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const write = (name, text) => writeFileSync(join(folder, name), text);
  write("openssl.cnf", settings);
  write("index.txt", "");
  write("leaf.key", makeKey(`${prefix}-leaf`, "ec", { alg: "ES256" }).export({ format: "pem", type: "pkcs8" }));
  for (const part of ["root", "issuing"])
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", `${part}.key`);
  const names = { root: rootName, issuing: `${rootName} Issuing 1`, leaf: "Evidence Signing (TEST)" };
  for (const [part, signer] of [
    ["root", null],
    ["issuing", "root"],
    ["leaf", "issuing"],
  ]) {
    const subject = `/C=CH/O=Sandbox Identification Provider (TEST)/CN=${names[part]}`;
    const configuration = ["-config", "openssl.cnf"];
    openssl("req", "-new", ...configuration, "-key", `${part}.key`, "-subj", subject, "-out", `${part}.csr`);
    const by = signer ? ["-cert", `${signer}.pem`, "-keyfile", `${signer}.key`] : ["-selfsign", "-keyfile", "root.key"];
    const request = ["-in", `${part}.csr`, "-out", `${part}.pem`, "-extensions", part];
    openssl("ca", "-batch", "-notext", "-preserveDN", ...configuration, ...by, ...request);
  }
  const read = (part) => readFileSync(join(folder, `${part}.pem`), "utf8");
  save(`${prefix}-root-ca.pem`, read("root"));
  save(`${prefix}-chain.pem`, read("leaf") + read("issuing"));
  rmSync(folder, { recursive: true });
}

makeChain("x5c", "Sandbox Test Root CA");
// The same subject under a root that is not configured.
makeChain("x5c-untrusted", "Untrusted Test Root CA");
