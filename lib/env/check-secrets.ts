import type { DatabaseUrlName } from "./check-database.ts";
import type { SettingError } from "./fault.ts";
import { isLoopback } from "./kinds.ts";
import type { PostgresAddress } from "./postgres-url.ts";
import type { SettingName, Values } from "./schema.ts";
import { issuedSecretFault } from "./secret-strength.ts";

type Secret = { name: SettingName; value: string; isPassword?: boolean };

const isLocal = (host: string) => host.startsWith("/") || isLoopback(host);
const hostOf = (url: string | undefined) => (url && URL.canParse(url) ? new URL(url).hostname : "");

/** Judges secrets that other services issue; the schema judges those that the operator generates. */
function checkIssued(
  values: Values,
  addresses: ReadonlyMap<DatabaseUrlName, PostgresAddress>,
  faults: SettingError[],
): void {
  const add = (name: SettingName, what: string, reason: string | null) => {
    if (reason !== null) faults.push({ name, reason: `${what}${reason}` });
  };
  const { SKRIBBLE_API_KEY: key, AUTH_OIDC_CLIENT_SECRET: secret } = values;
  const { SKRIBBLE_API_USERNAME: user = "", AUTH_OIDC_CLIENT_ID: client = "" } = values;
  if (key) add("SKRIBBLE_API_KEY", "", issuedSecretFault(key, user, isLocal(hostOf(values.SKRIBBLE_API_URL))));
  if (secret)
    add("AUTH_OIDC_CLIENT_SECRET", "", issuedSecretFault(secret, client, isLocal(hostOf(values.AUTH_OIDC_ISSUER))));
  for (const [name, { host, user: role, password }] of addresses)
    if (password) add(name, "its password ", issuedSecretFault(password, role, isLocal(host)));
}

function listSecrets(values: Values, addresses: ReadonlyMap<DatabaseUrlName, PostgresAddress>): Secret[] {
  const single = ["METRICS_TOKEN", "SKRIBBLE_API_KEY", "AUTH_OIDC_CLIENT_SECRET"] as const;
  const runtime = addresses.get("DATABASE_URL");
  const migration = addresses.get("DATABASE_MIGRATION_URL");
  // One role has one password. Demo accounts with a database on this machine are a trial, not an installation.
  const isTrial = values.AUTH_DEMO && [...addresses.values()].every(({ host }) => isLocal(host));
  const isSeparate = migration?.user !== runtime?.user && !isTrial;
  const passwords = [...addresses].filter(([name]) => name === "DATABASE_URL" || isSeparate);
  const proxy = values.HTTPS_PROXY ? decodeURIComponent(new URL(values.HTTPS_PROXY).password) : "";
  return [
    ...(values.AUTH_SECRET ?? []).map((value) => ({ name: "AUTH_SECRET" as const, value })),
    ...(values.AUDIT_KEY ?? []).map((value) => ({ name: "AUDIT_KEY" as const, value })),
    ...single.map((name) => ({ name, value: values[name] ?? "" })),
    ...passwords.map(([name, { password }]) => ({ name, value: password, isPassword: true })),
    { name: "HTTPS_PROXY" as const, value: proxy, isPassword: true },
  ].filter(({ value }) => value !== "");
}

function compare(secret: Secret, earlier: Secret): string | null {
  if (secret.value !== earlier.value) return null;
  if (secret.name === earlier.name) return "names one secret twice: keep it once";
  const own = secret.isPassword ? "its password is" : "is";
  return `${own} the same as ${earlier.isPassword ? "the password of " : ""}${earlier.name}: each secret needs a value of its own`;
}

/**
 * Requires that no secret serves two purposes, because a leak of one would then be a leak of both; former secrets of
 * a list count too. Also refuses weak secrets of other services.
 */
export function checkSecrets(
  values: Values,
  addresses: ReadonlyMap<DatabaseUrlName, PostgresAddress>,
  faults: SettingError[],
): void {
  checkIssued(values, addresses, faults);
  const secrets = listSecrets(values, addresses);
  for (const [index, secret] of secrets.entries()) {
    const reasons = secrets.slice(0, index).map((earlier) => compare(secret, earlier));
    const reason = reasons.find((found) => found !== null);
    if (reason) faults.push({ name: secret.name, reason });
  }
}
