/** Texts of examples and templates, which are public. A random secret contains none of them by chance. */
const placeholder =
  /change[-_ ]?(me|it|this)|replace[-_ ]?(me|this|with)|your[-_ ](secret|key|password|token|api)|placeholder|openssl rand|\$\{[A-Z][A-Z0-9_]+\}|^<.*>$|…/i;

/** The most common passwords of eight characters or more. */
const common =
  /^(passwor[dt]\d*|passw0rd\d*|postgres(ql)?\d*|12345678\d*|87654321|qwertyui\w*|letmein\d+|administrator|welcome\d+|iloveyou)$/i;

/** Longest unit that counts as a repetition, such as `password1234password1234`. */
const maxUnit = 12;

function isRepetition(value: string): boolean {
  for (let unit = 1; unit <= Math.min(maxUnit, value.length / 2); unit++)
    if (value.slice(unit) === value.slice(0, -unit)) return true;
  return false;
}

/** @returns what is weak about a secret that the operator generates, or null */
export function generatedSecretFault(value: string): string | null {
  if (placeholder.test(value)) return "is a placeholder from an example: use a random value";
  if (new Set(value).size < 8 || isRepetition(value))
    return "is weak, because it repeats a few characters: use a random value";
  return null;
}

/**
 * Judges a secret that another service issues.
 * @param user account that the secret belongs to
 * @param isLocal the service is on this machine, where development secrets are usual and no network reaches it
 * @returns what is weak, or null
 */
export function issuedSecretFault(value: string, user: string, isLocal: boolean): string | null {
  if (placeholder.test(value)) return "is a placeholder from an example: use the real secret";
  if (isLocal) return null;
  if (value.length < 8) return "is too short: use 8 characters or more";
  if (new Set(value).size < 4 || isRepetition(value))
    return "is weak, because it repeats a few characters: use another one";
  if (common.test(value) || value.toLowerCase() === user.toLowerCase()) return "is easy to guess: use another one";
  return null;
}
