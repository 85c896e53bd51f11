import "server-only";
import { isTlsErrorCode } from "#lib/runtime/tls-error";

/** SQLSTATE: insufficient privilege; no schema in which to create. */
const permissionCodes = new Set(["42501", "3F000"]);

const codeOf = (error: unknown): string | null => {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : null;
};

export function isPermissionError(error: unknown): boolean {
  return permissionCodes.has(codeOf(error) ?? "");
}

function describeTls(code: string): string {
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID" || code === "HOSTNAME_MISMATCH")
    return "is not issued to the host of the URL. Use the host name that the certificate contains";
  if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID")
    return "has expired or is not valid yet. Renew it on the server, and check the clock of this machine";
  return "is not signed by a trusted authority. Name its root by sslrootcert=FILE in the URL, or by NODE_EXTRA_CA_CERTS";
}

/** Failures to which node-postgres gives no code, by their text. */
const uncoded: readonly [RegExp, string][] = [
  [/does not support SSL/, "the server offers no TLS, which every other host needs. Switch it on there (ssl = on)"],
  [/establishing an SSL connection/, "the server does not speak PostgreSQL's protocol. Check host and port"],
  [/Connection terminated|timeout/, "the server closed the connection or did not respond in time. Is it running?"],
  [/password must be a/, "the server asks for a password, but the URL has none"],
];

/** Reports a PostgreSQL failure by its code, because the message may contain parts of the connection string. */
export function describePostgresFailure(setting: string, error: unknown): Error {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (code !== null && isTlsErrorCode(code))
    return new Error(`${setting}: the certificate of the PostgreSQL server ${describeTls(code)} (${code}).`);
  if (code === null) {
    const found = uncoded.find(([pattern]) => pattern.test(message));
    if (found) return new Error(`${setting}: ${found[1]}.`);
    return error instanceof Error ? error : new Error(message);
  }
  return new Error(
    `${setting}: can't use PostgreSQL (${code}). Check that it runs, and check the user name and password.`,
  );
}
