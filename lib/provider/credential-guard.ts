import "server-only";
import { type CredentialPatterns, compileCredentials } from "./credential-patterns.ts";
import { createCredentialScanner } from "./credential-scanner.ts";

/** Detects our credentials in responses, because an echoing provider or proxy would expose them to readers. */

/** Creates a guard that reads the current secrets, because the token changes. */
export function createCredentialGuard(secrets: () => (string | null)[]) {
  let compiled: { from: string; patterns: CredentialPatterns } | null = null;
  const patterns = (): CredentialPatterns => {
    const now = secrets().filter((secret): secret is string => secret !== null);
    const from = JSON.stringify(now);
    if (compiled?.from !== from) compiled = { from, patterns: compileCredentials(now) };
    return compiled.patterns;
  };
  return {
    holdsSecret(content: string | Buffer): boolean {
      return createCredentialScanner(patterns())(Buffer.isBuffer(content) ? content : Buffer.from(content));
    },
    patterns,
  };
}

export type CredentialGuard = ReturnType<typeof createCredentialGuard>;
