import "server-only";

/**
 * Keeps our credentials from coming back: a provider (or something between) that echoes a request would otherwise hand
 * the API key or login token to whoever reads the answer.
 */

/** Shorter texts are no secrets, and their pieces stand everywhere. */
const shortestLength = 8;

const lowerEscapes = (text: string) => text.replaceAll(/%[0-9A-F]{2}/g, (encoded) => encoded.toLowerCase());

/**
 * The ways a secret shows itself: as it is, within a JSON string, URL-encoded (in a path and in a form, RFC 3986 section
 * 2.1 leaves the case of escapes open), and inside base64 at each of its three alignments.
 */
export function encodingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const encoded = [encodeURIComponent(secret), new URLSearchParams([["", secret]]).toString().slice(1)];
  const forms = new Set([secret, JSON.stringify(secret).slice(1, -1), ...encoded, ...encoded.map(lowerEscapes)]);
  for (let shift = 0; shift < 3; shift += 1) {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replaceAll("=", "");
    // The first and last characters mix with their neighbours; what lies between is the secret's own.
    const own = encoded.slice(shift === 0 ? 0 : shift + 1, -2);
    forms.add(own);
    forms.add(own.replaceAll("+", "-").replaceAll("/", "_"));
  }
  return [...forms].filter((form) => form.length >= shortestLength);
}

/** A guard over what the secrets are now (the token changes). */
export function createCredentialGuard(secrets: () => (string | null)[]) {
  const cache = new Map<string, string[]>();
  const forms = (): string[] => {
    const now = secrets().filter((secret) => secret !== null && secret.length >= shortestLength) as string[];
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
    /** For texts and bodies held whole. */
    holdsSecret(content: string | Buffer): boolean {
      return forms().some((form) => content.includes(form));
    },
    /** For streams: what must not stand in them. */
    forms: (): Buffer[] => forms().map((form) => Buffer.from(form)),
  };
}

export type SecretGuard = ReturnType<typeof createCredentialGuard>;
