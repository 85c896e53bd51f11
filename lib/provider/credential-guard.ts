import "server-only";

/** Detects our credentials in responses, because an echoing provider or proxy would expose them to readers. */

/** Shorter texts are not secrets and would match by chance. */
const minLength = 8;

const lowerEscapes = (text: string) => text.replaceAll(/%[0-9A-F]{2}/g, (encoded) => encoded.toLowerCase());

/** Covers plain text, JSON strings, URL encoding (RFC 3986 section 2.1: either case), and base64 at its three alignments. */
export function encodingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const encoded = [encodeURIComponent(secret), new URLSearchParams([["", secret]]).toString().slice(1)];
  const forms = new Set([secret, JSON.stringify(secret).slice(1, -1), ...encoded, ...encoded.map(lowerEscapes)]);
  for (let shift = 0; shift < 3; shift += 1) {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replaceAll("=", "");
    // The first and last characters also encode neighbouring bytes, so only the middle is fixed.
    const own = encoded.slice(shift === 0 ? 0 : shift + 1, -2);
    forms.add(own);
    forms.add(own.replaceAll("+", "-").replaceAll("/", "_"));
  }
  return [...forms].filter((form) => form.length >= minLength);
}

/** Creates a guard that reads the current secrets, because the token changes. */
export function createCredentialGuard(secrets: () => (string | null)[]) {
  const cache = new Map<string, string[]>();
  const forms = (): string[] => {
    const now = secrets().filter((secret) => secret !== null && secret.length >= minLength) as string[];
    if (cache.size > 16) cache.clear();
    return now.flatMap((secret) => {
      let found = cache.get(secret);
      if (!found) {
        found = encodingsOf(secret);
        cache.set(secret, found);
      }
      return found;
    });
  };
  return {
    holdsSecret(content: string | Buffer): boolean {
      return forms().some((form) => content.includes(form));
    },
    forms: (): Buffer[] => forms().map((form) => Buffer.from(form)),
  };
}

export type CredentialGuard = ReturnType<typeof createCredentialGuard>;
