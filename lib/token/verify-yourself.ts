/** Commands to verify a downloaded token with a downloaded key outside this product; tests run them unchanged. */

/** Extracts the compact token from surrounding JSON and SD-JWT disclosures. */
const findToken = `token=$(tr -d '" {}\\t\\r\\n' < TOKEN | tr ',:~' '\\n\\n\\n' | grep -E '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$' | head -n 1)`;

const decodeSignature = [
  findToken,
  `printf %s "$token" | cut -d. -f1,2 | tr -d '\\n' > signed.txt`,
  `signature=$(printf %s "$token" | cut -d. -f3 | tr '_-' '/+')`,
  `while [ $(( \${#signature} % 4 )) -ne 0 ]; do signature="$signature="; done`,
  `printf %s "$signature" | openssl base64 -d -A > signature.bin`,
];

/** Converts r and s of a JWS (RFC 7518 section 3.4) to DER, which openssl requires. */
const toDer = [
  `hex=$(od -An -v -tx1 signature.bin | tr -d ' \\n')`,
  `half=$(( \${#hex} / 2 ))`,
  `printf 'asn1=SEQUENCE:s\\n[s]\\nr=INTEGER:0x%s\\ns=INTEGER:0x%s\\n' "$(printf %s "$hex" | cut -c-$half)" "$(printf %s "$hex" | cut -c$((half + 1))-)" > signature.cnf`,
  "openssl asn1parse -genconf signature.cnf -noout -out signature.der",
];

function verifyLines(alg: string): string[] {
  const hash = `-sha${alg.slice(2)}`;
  if (alg.startsWith("RS")) return [`openssl dgst ${hash} -verify KEY -signature signature.bin signed.txt`];
  if (alg.startsWith("PS"))
    return [
      `openssl dgst ${hash} -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest -verify KEY -signature signature.bin signed.txt`,
    ];
  if (alg.startsWith("ES")) return [...toDer, `openssl dgst ${hash} -verify KEY -signature signature.der signed.txt`];
  return ["openssl pkeyutl -verify -pubin -inkey KEY -rawin -in signed.txt -sigfile signature.bin"];
}

/** Builds POSIX shell commands for openssl 3; the last prints `Verified OK` (or `Signature Verified Successfully`). */
export function makeCommands(alg: string, tokenFile: string, keyFile: string): string {
  return [...decodeSignature, ...verifyLines(alg)]
    .map((line) => line.replaceAll("TOKEN", tokenFile).replaceAll("KEY", keyFile))
    .join("\n");
}

/** Node.js script: `node verify.mjs TOKEN KEY` prints `signature good` or `signature NOT good`. */
export const verifyScript = `import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
const [tokenFile, keyFile] = process.argv.slice(2);
const [token] = readFileSync(tokenFile, "utf8").replace(/\\s/g, "").match(/[\\w-]+\\.[\\w-]+\\.[\\w-]+/);
const [header, payload, signature] = token.split(".");
const { alg } = JSON.parse(Buffer.from(header, "base64url"));
const key = { key: createPublicKey(readFileSync(keyFile)), dsaEncoding: "ieee-p1363" };
if (alg.startsWith("PS")) Object.assign(key, { padding: 6, saltLength: -1 }); // RSA-PSS, salt as long as the digest
const hash = alg.startsWith("Ed") ? null : \`sha\${alg.slice(2)}\`;
const good = verify(hash, Buffer.from(\`\${header}.\${payload}\`), key, Buffer.from(signature, "base64url"));
console.log(good ? "signature good" : "signature NOT good");
`;
