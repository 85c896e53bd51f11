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
[short]
database = index
new_certs_dir = .
serial = ca.srl
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
`;

export type TimeStampAuthority = {
  /** Where `openssl ts` finds keys and settings. */
  folder: string;
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

/** Time of OpenSSL's options: `20261128150000Z`. */
const formatAsn1Time = (at: Date) => `${at.toISOString().replaceAll(/[-:T]|\.\d{3}Z$/g, "")}Z`;

/**
 * A time-stamping authority of OpenSSL in a folder of its own.
 * @param options.key kind of its keys @param options.endsAt end of its certificate, to the second; ten years by default
 */
export function createTimeStampAuthority(options: { key?: "rsa:2048" | "ec"; endsAt?: Date } = {}): TimeStampAuthority {
  const { key = "rsa:2048", endsAt } = options;
  const folder = mkdtempSync(join(tmpdir(), "evidence-desk-tsa-"));
  const run = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const runWords = (words: string, ...more: string[]) => run(...words.split(" "), ...more);
  const path = (name: string) => join(folder, name);
  writeFileSync(path("config"), configuration);
  writeFileSync(path("serial"), "1000\n");
  const newKey = key === "ec" ? "-newkey ec -pkeyopt ec_paramgen_curve:P-256" : `-newkey ${key}`;
  runWords(
    `req -x509 -config config -extensions ca ${newKey} -nodes -keyout ca.key -out ca.pem -days 7300`,
    ...["-subj", "/CN=Test TSA root"],
  );
  runWords(`req -new -config config ${newKey} -nodes -keyout tsa.key -out tsa.csr`, "-subj", "/CN=Test TSA");
  if (endsAt === undefined)
    runWords(
      "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile config -extensions tsa -days 3650 -out tsa.pem",
    );
  else {
    writeFileSync(path("index"), "");
    writeFileSync(path("ca.srl"), "1000\n");
    runWords(
      "ca -batch -notext -config config -name short -cert ca.pem -keyfile ca.key -in tsa.csr -extfile config -extensions tsa",
      ...["-startdate", "20260101000000Z", "-enddate", formatAsn1Time(endsAt), "-out", "tsa.pem"],
    );
  }
  const reply = (query: Buffer) => {
    writeFileSync(path("query"), query);
    run("ts", "-reply", "-config", "config", "-section", "authority", "-queryfile", "query", "-out", "response");
    return readFileSync(path("response"));
  };
  return {
    folder,
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
