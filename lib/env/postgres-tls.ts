import { isLoopback } from "./kinds.ts";
import { PostgresUrlError } from "./postgres-url-error.ts";

/** Meaning of DATABASE_TLS. Unset: loopback and unix sockets are plain, and every other host is verified. */
export type DatabaseTls = "verify-full" | "off";

/** TLS of one connection. Paths name PEM files; without `rootFile`, the roots of this process apply. */
export type PostgresTls = {
  rootFile: string | null;
  certificateFile: string | null;
  keyFile: string | null;
  /** Binds the password's proof to the server's certificate, if the server offers it (RFC 5802, RFC 5929). */
  channelBinding: boolean;
  /** Starts TLS without asking first (PostgreSQL 17). */
  direct: boolean;
};

const strong = { sslmode: ["require", "verify-ca", "verify-full"], ssl: ["1", "true"] };
const weak = { sslmode: ["disable", "allow", "prefer", "no-verify"], ssl: ["0", "false", "no-verify"] };
const tlsFiles = ["sslrootcert", "sslcert", "sslkey"];

/** What the URL asks for: TLS, explicitly less than verified TLS, or nothing. @throws PostgresUrlError */
function readDemand(parameters: ReadonlyMap<string, string>): "tls" | "less" | null {
  const demands = new Set<"tls" | "less">();
  for (const name of ["sslmode", "ssl"] as const) {
    const value = parameters.get(name);
    if (value === undefined) continue;
    if (strong[name].includes(value)) demands.add("tls");
    else if (weak[name].includes(value)) demands.add("less");
    else throw new PostgresUrlError(`has an unknown ${name}: use sslmode=verify-full`);
  }
  if (parameters.get("sslnegotiation") === "direct" || tlsFiles.some((name) => parameters.has(name)))
    demands.add("tls");
  if (demands.size > 1) throw new PostgresUrlError("asks for TLS and for less than that: keep sslmode=verify-full");
  return [...demands][0] ?? null;
}

/** @throws PostgresUrlError if host, URL and setting contradict each other, or would leave the connection open */
function usesTls(host: string, demand: "tls" | "less" | null, setting: DatabaseTls | undefined): boolean {
  const isSocket = host.startsWith("/");
  if (setting === "off") {
    if (!isSocket && !isLoopback(host))
      throw new PostgresUrlError("off is only for loopback (127.0.0.1, ::1, localhost) and unix sockets", true);
    if (demand === "tls") throw new PostgresUrlError("asks for TLS although DATABASE_TLS is off: keep one of them");
    return false;
  }
  if (isSocket) {
    if (setting) throw new PostgresUrlError("verify-full is impossible on a unix socket, which has no TLS", true);
    if (demand === "tls") throw new PostgresUrlError("asks for TLS on a unix socket, which has none: remove sslmode");
    return false;
  }
  if (setting === undefined && isLoopback(host)) return demand === "tls";
  if (demand === "less")
    throw new PostgresUrlError("asks for less than verified TLS: use sslmode=verify-full, or remove sslmode");
  return true;
}

/**
 * Decides the TLS of a connection. TLS always verifies certificate and host name, whatever `sslmode` says.
 * @returns null without TLS, which only loopback and unix sockets may use
 * @throws PostgresUrlError
 */
export function readPostgresTls(
  host: string,
  parameters: ReadonlyMap<string, string>,
  setting: DatabaseTls | undefined,
): PostgresTls | null {
  const [root, certificateFile = null, keyFile = null] = tlsFiles.map((name) => parameters.get(name));
  if ((certificateFile === null) !== (keyFile === null))
    throw new PostgresUrlError("must name sslcert and sslkey together");
  if (!usesTls(host, readDemand(parameters), setting)) return null;
  return {
    // libpq's word for the roots of the system.
    rootFile: root === undefined || root === "system" ? null : root,
    certificateFile,
    keyFile,
    channelBinding: parameters.get("channel_binding") === "require",
    direct: parameters.get("sslnegotiation") === "direct",
  };
}
