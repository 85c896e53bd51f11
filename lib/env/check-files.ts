import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { SettingError } from "./fault.ts";
import type { Values } from "./schema.ts";

const isJwks = (content: string) => Array.isArray((JSON.parse(content) as { keys?: unknown } | null)?.keys);
const isPublicPem = (content: string) => /-----BEGIN (CERTIFICATE|(RSA )?PUBLIC KEY)-----/.test(content);

/** True if the text has certificates and all are readable: TLS would silently ignore the rest after an unreadable one. */
export function isReadableCertificates(content: string): boolean {
  const blocks = content.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  for (const block of blocks) new X509Certificate(block);
  return blocks.length > 0 && blocks.length === content.split("-----BEGIN CERTIFICATE-----").length - 1;
}

export function isPrivateKey(content: string): boolean {
  return createPrivateKey(content).type === "private";
}

/** Checks only the kind of file; the token code verifies the keys whenever a file changes. */
const expected = [
  { name: "NODE_EXTRA_CA_CERTS", holds: isReadableCertificates, reason: "must name a file of PEM certificates" },
  { name: "TSA_CA_FILE", holds: isReadableCertificates, reason: "must name a file of PEM certificates" },
  { name: "TRUST_JWKS_FILE", holds: isJwks, reason: 'must name a file that contains a JWKS: {"keys":[…]}' },
  { name: "TRUST_PEM_FILE", holds: isPublicPem, reason: "must name a file of PEM public keys or certificates" },
] as const;

/** @param holds may throw for unreadable content @returns `reason`, why the file is unreadable, or null */
export function checkFile(path: string, holds: (content: string) => boolean, reason: string): string | null {
  let content: string;
  try {
    content = readFileSync(/* turbopackIgnore: true */ path, "utf8");
  } catch {
    return "names a file that can't be read";
  }
  try {
    return holds(content) ? null : reason;
  } catch {
    return reason;
  }
}

/** Checks at start that configured files exist and have the right kind, so that the first token does not fail. */
export function checkFiles(values: Values, faults: SettingError[]): void {
  for (const { name, holds, reason } of expected) {
    const path = values[name];
    const found = path === undefined ? null : checkFile(path, holds, reason);
    if (found !== null) faults.push({ name, reason: found });
  }
  if (values.TRUST_PEM_FILE && !faults.some(({ name }) => name === "TRUST_PEM_FILE")) {
    if (
      /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(readFileSync(/* turbopackIgnore: true */ values.TRUST_PEM_FILE, "utf8"))
    ) {
      faults.push({
        name: "TRUST_PEM_FILE",
        reason: "contains a private key: keep only public keys and certificates in it",
      });
    }
  }
}
