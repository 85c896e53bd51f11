import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const configuration = `
[req]
distinguished_name = name
[name]
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[tsa]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[ts]
default_tsa = authority
[authority]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
certs = ca.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_chain = no
ess_cert_id_alg = sha256
tsa_name = no
`;

export type TimeStampAuthority = {
  /** PEM of the root. */
  ca: string;
  /** PEM of the authority's own certificate. */
  certificate: string;
  /** Answers a query as `openssl ts -reply` does. */
  reply(query: Buffer): Buffer;
  /** Response over these bytes, with certificates. */
  stamp(bytes: Buffer): Buffer;
  end(): void;
};

/** A time-stamping authority of OpenSSL in a folder of its own. @param days validity of its certificate */
export function createTimeStampAuthority(days = 3650, key = "rsa:2048"): TimeStampAuthority {
  const folder = mkdtempSync(join(tmpdir(), "evidence-desk-tsa-"));
  const run = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const path = (name: string) => join(folder, name);
  writeFileSync(path("config"), configuration);
  writeFileSync(path("serial"), "1000\n");
  const keyOptions = key === "ec" ? ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"] : ["-newkey", key];
  run(
    "req",
    "-x509",
    "-config",
    "config",
    "-extensions",
    "ca",
    ...keyOptions,
    "-nodes",
    "-keyout",
    "ca.key",
    "-out",
    "ca.pem",
    "-subj",
    "/CN=Test TSA root",
    "-days",
    "7300",
  );
  run(
    "req",
    "-new",
    "-config",
    "config",
    ...keyOptions,
    "-nodes",
    "-keyout",
    "tsa.key",
    "-out",
    "tsa.csr",
    "-subj",
    "/CN=Test TSA",
  );
  run(
    "x509",
    "-req",
    "-in",
    "tsa.csr",
    "-CA",
    "ca.pem",
    "-CAkey",
    "ca.key",
    "-CAcreateserial",
    "-extfile",
    "config",
    "-extensions",
    "tsa",
    "-days",
    String(days),
    "-out",
    "tsa.pem",
  );
  const reply = (query: Buffer) => {
    writeFileSync(path("query"), query);
    run("ts", "-reply", "-config", "config", "-section", "authority", "-queryfile", "query", "-out", "response");
    return readFileSync(path("response"));
  };
  return {
    ca: readFileSync(path("ca.pem"), "utf8"),
    certificate: readFileSync(path("tsa.pem"), "utf8"),
    reply,
    stamp: (bytes) => {
      writeFileSync(path("data"), bytes);
      run("ts", "-query", "-data", "data", "-sha256", "-cert", "-out", "made-query");
      return reply(readFileSync(path("made-query")));
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}
