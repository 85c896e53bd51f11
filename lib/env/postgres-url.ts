import { isIP } from "node:net";
import { type DatabaseTls, type PostgresTls, readPostgresTls } from "./postgres-tls.ts";
import { PostgresUrlError } from "./postgres-url-error.ts";

/** Connection parameters of one PostgreSQL role, from the URL alone. */
export type PostgresAddress = {
  /** Host name, IP address without brackets, or folder of a unix socket. */
  host: string;
  port: number;
  user: string;
  /** Empty if the URL has none. */
  password: string;
  database: string;
  /** Null without TLS, which only loopback and unix sockets may use. */
  tls: PostgresTls | null;
  applicationName: string | null;
  /** Options of the server, such as `-c search_path=desk`. */
  options: string | null;
};

/** Parameters of libpq that would change host or password, with the reason of their refusal. */
const refused: Record<string, string> = {
  hostaddr: "must not contain hostaddr: write the one host before the database name",
  service: "must not contain service: service files are not read",
  servicefile: "must not contain servicefile: service files are not read",
  passfile: "must not contain passfile: write the password into the URL, and the URL into a file (…_FILE)",
};

/** The last three have no effect: timeouts are shorter, there is one host, and GSSAPI is not used. */
const known =
  "host port sslmode ssl sslrootcert sslcert sslkey sslnegotiation channel_binding application_name options connect_timeout target_session_attrs gssencmode".split(
    " ",
  );

const urlForm = /^postgres(?:ql)?:\/\/([^/?#\s]*)(?:\/([^?#\s]*))?(?:\?([^#\s]*))?$/i;
const hostForm = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(\d{1,5}))?$/;
const nameForm = /^[a-z0-9_][a-z0-9._-]*$/i;
const oneHost = "must name one host, such as db.example.com:5432";

/** Decodes once. A null character would end the text early in PostgreSQL's protocol. */
function decode(text: string): string {
  try {
    const decoded = decodeURIComponent(text);
    if (!decoded.includes("\0")) return decoded;
  } catch {
    // The reason below fits both.
  }
  throw new PostgresUrlError("contains a percent-encoding that is invalid: write % as %25");
}

function readParameters(query: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    if (Object.hasOwn(refused, name)) throw new PostgresUrlError(refused[name] as string);
    // The name is not repeated, because it may be the rest of a password with an unencoded "?".
    if (!known.includes(name)) throw new PostgresUrlError(`has an unknown parameter. Known are ${known.join(", ")}`);
    if (parameters.has(name)) throw new PostgresUrlError(`contains the parameter ${name} twice`);
    if (value.includes("\0")) throw new PostgresUrlError(`has an invalid ${name}`);
    parameters.set(name, value);
  }
  for (const [name, value] of parameters) if (value === "") parameters.delete(name);
  return parameters;
}

/** Normalizes an IPv6 address as RFC 5952 does, so that each way of writing ::1 is loopback. */
function normalizeHost(host: string): string {
  if (host.startsWith("/")) return host;
  if (isIP(host) === 6 && URL.canParse(`http://[${host}]`)) return new URL(`http://[${host}]`).hostname.slice(1, -1);
  if (!nameForm.test(host)) throw new PostgresUrlError(oneHost);
  return host.toLowerCase();
}

/** Takes the host from one place only, so that no second reader of the URL can see another one. */
function readHost(written: string, parameter: string | undefined): { host: string; port: string | undefined } {
  const found = hostForm.exec(written);
  const own = found ? decode(found[1] ?? found[2] ?? "") : decode(written);
  if (own.includes(",") || parameter?.includes(",")) throw new PostgresUrlError("names several hosts: keep one");
  if (!found || (found[1] !== undefined && isIP(own) !== 6)) throw new PostgresUrlError(oneHost);
  if (own !== "" && parameter !== undefined) throw new PostgresUrlError("names the host twice: remove ?host=");
  if (own === "" && parameter === undefined) throw new PostgresUrlError(oneHost);
  return { host: normalizeHost(own || (parameter ?? "")), port: found[3] };
}

function readPort(own: string | undefined, parameter: string | undefined): number {
  if (own !== undefined && parameter !== undefined) throw new PostgresUrlError("names the port twice: remove ?port=");
  const port = own ?? parameter ?? "5432";
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
    throw new PostgresUrlError("must name a port between 1 and 65535");
  return Number(port);
}

/**
 * Parses a connection URI (PostgreSQL manual, "Connection URIs") strictly: one host in one place, known parameters only.
 * @throws PostgresUrlError
 */
export function parsePostgresUrl(url: string, setting: DatabaseTls | undefined): PostgresAddress {
  const found = urlForm.exec(url);
  if (!found)
    throw new PostgresUrlError(
      "must be a postgres:// URL (in a password write # as %23, / as %2F, ? as %3F and a space as %20)",
    );
  const [, authority = "", path = "", query = ""] = found;
  const at = authority.lastIndexOf("@");
  const [user = "", ...password] = at < 0 ? [] : authority.slice(0, at).split(":");
  if (user === "") throw new PostgresUrlError("must name the role, as in postgres://role:password@host/database");
  const parameters = readParameters(query);
  const { host, port } = readHost(authority.slice(at + 1), parameters.get("host"));
  return {
    host,
    port: readPort(port, parameters.get("port")),
    user: decode(user),
    password: decode(password.join(":")),
    database: decode(path) || decode(user),
    tls: readPostgresTls(host, parameters, setting),
    applicationName: parameters.get("application_name") ?? null,
    options: parameters.get("options") ?? null,
  };
}
