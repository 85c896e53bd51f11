import { readFileSync } from "node:fs";
import type { SettingError } from "./fault.ts";
import type { Values } from "./schema.ts";

const isJwks = (content: string) => Array.isArray((JSON.parse(content) as { keys?: unknown } | null)?.keys);
const isCertificates = (content: string) => content.includes("-----BEGIN CERTIFICATE-----");
const isPublicPem = (content: string) => /-----BEGIN (CERTIFICATE|(RSA )?PUBLIC KEY)-----/.test(content);

/** Checks only the kind of file; the token code verifies the keys whenever a file changes. */
const expected = [
  { name: "NODE_EXTRA_CA_CERTS", holds: isCertificates, reason: "must name a file of PEM certificates" },
  { name: "TRUST_JWKS_FILE", holds: isJwks, reason: 'must name a file that contains a JWKS: {"keys":[…]}' },
  { name: "TRUST_PEM_FILE", holds: isPublicPem, reason: "must name a file of PEM public keys or certificates" },
] as const;

/** Checks at start that configured files exist and have the right kind, so that the first token does not fail. */
export function checkFiles(values: Values, faults: SettingError[]): void {
  for (const { name, holds, reason } of expected) {
    const path = values[name];
    if (path === undefined) continue;
    let content: string;
    try {
      content = readFileSync(/* turbopackIgnore: true */ path, "utf8");
    } catch {
      faults.push({ name, reason: "names a file that can't be read" });
      continue;
    }
    try {
      if (!holds(content)) faults.push({ name, reason });
    } catch {
      faults.push({ name, reason });
    }
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
