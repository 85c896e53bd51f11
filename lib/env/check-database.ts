import { checkFile, isPrivateKey, isReadableCertificates } from "./check-files.ts";
import type { SettingError } from "./fault.ts";
import { type PostgresAddress, parsePostgresUrl } from "./postgres-url.ts";
import { PostgresUrlError } from "./postgres-url-error.ts";
import type { Values } from "./schema.ts";

const urlNames = ["DATABASE_URL", "DATABASE_MIGRATION_URL"] as const;
export type DatabaseUrlName = (typeof urlNames)[number];

/** Checks both URLs with DATABASE_TLS, and the files that they name. @returns the addresses that are valid */
export function checkDatabase(values: Values, faults: SettingError[]): Map<DatabaseUrlName, PostgresAddress> {
  const addresses = new Map<DatabaseUrlName, PostgresAddress>();
  for (const name of urlNames) {
    const url = values[name];
    if (url === undefined) continue;
    try {
      const address = parsePostgresUrl(url, values.DATABASE_TLS);
      addresses.set(name, address);
      checkTlsFiles(name, address, faults);
    } catch (error) {
      if (!(error instanceof PostgresUrlError)) throw error;
      if (error.concernsTls) faults.push({ name: "DATABASE_TLS", reason: `${error.message} (see ${name})` });
      else faults.push({ name, reason: error.message });
    }
  }
  if (values.DATABASE_MIGRATION_URL && !values.DATABASE_URL)
    faults.push({ name: "DATABASE_URL", reason: "is missing, but DATABASE_MIGRATION_URL is set: set both" });
  return addresses;
}

function checkTlsFiles(name: DatabaseUrlName, { tls }: PostgresAddress, faults: SettingError[]): void {
  const files = [
    { parameter: "sslrootcert", path: tls?.rootFile, holds: isReadableCertificates, content: "certificates" },
    { parameter: "sslcert", path: tls?.certificateFile, holds: isReadableCertificates, content: "certificates" },
    { parameter: "sslkey", path: tls?.keyFile, holds: isPrivateKey, content: "a private key without a passphrase" },
  ];
  for (const { parameter, path, holds, content } of files) {
    if (!path) continue;
    const reason = checkFile(path, holds, `must name a file of PEM with ${content}`);
    if (reason !== null) faults.push({ name, reason: `its ${parameter} ${reason}` });
  }
}
