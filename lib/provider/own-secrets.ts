import "server-only";

/**
 * Keeps our credentials from coming back: a provider (or something between) that echoes a request would otherwise hand
 * the API key or login token to whoever reads the answer.
 */

/** The ways a secret shows itself: as it is, URL-encoded, and inside base64 at each of its three alignments. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const forms = new Set([secret, encodeURIComponent(secret)]);
  for (let shift = 0; shift < 3; shift += 1) {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replaceAll("=", "");
    // The first and last characters mix with their neighbours; what lies between is the secret's own.
    const own = encoded.slice(shift === 0 ? 0 : shift + 1, -2);
    forms.add(own);
    forms.add(own.replaceAll("+", "-").replaceAll("/", "_"));
  }
  return [...forms].filter((form) => form.length >= 8);
}

/** A guard over what the secrets are now (the token changes). */
export function createSecretGuard(secrets: () => (string | null)[]) {
  const cache = new Map<string, string[]>();
  const forms = (): string[] => {
    const now = secrets().filter((secret) => secret !== null && secret.length >= 8) as string[];
    if (cache.size > 16) cache.clear();
    return now.flatMap((secret) => {
      let found = cache.get(secret);
      if (!found) {
        found = formsOf(secret);
        cache.set(secret, found);
      }
      return found;
    });
  };
  return {
    /** For texts and bodies held whole: every form. */
    holdsSecret(content: string | Buffer): boolean {
      return forms().some((form) => content.includes(form));
    },
    /** For streams, where each form costs throughput: the secrets as they are. */
    plainForms(): Buffer[] {
      return secrets()
        .filter((secret) => secret !== null && secret.length >= 8)
        .map((secret) => Buffer.from(secret as string));
    },
  };
}

export type SecretGuard = ReturnType<typeof createSecretGuard>;
