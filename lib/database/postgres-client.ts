import "server-only";
import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";
import pg from "pg";
import type { PostgresAddress } from "#lib/env";

type OwnConfig = pg.ClientConfig & { options?: string | undefined };

/** Verifies certificate and host name, whatever NODE_TLS_REJECT_UNAUTHORIZED or NODE_OPTIONS say. */
function tlsOptions(tls: NonNullable<PostgresAddress["tls"]>): ConnectionOptions {
  const { rootFile, certificateFile, keyFile } = tls;
  return {
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
    ...(rootFile === null ? {} : { ca: readFileSync(/* turbopackIgnore: true */ rootFile, "utf8") }),
    ...(certificateFile === null ? {} : { cert: readFileSync(/* turbopackIgnore: true */ certificateFile, "utf8") }),
    ...(keyFile === null ? {} : { key: readFileSync(/* turbopackIgnore: true */ keyFile, "utf8") }),
  };
}

/** @throws Error if a file of the TLS settings cannot be read */
export function clientConfig(address: PostgresAddress): pg.ClientConfig {
  const { host, port, user, password, database, tls, applicationName, options } = address;
  return {
    host,
    port,
    user,
    database,
    // A function keeps pg from reading PGPASSWORD and ~/.pgpass if the URL has no password.
    password: async () => password,
    ssl: tls === null ? false : tlsOptions(tls),
    sslnegotiation: tls?.direct ? "direct" : "postgres",
    enableChannelBinding: tls?.channelBinding ?? false,
    application_name: applicationName ?? "evidence-desk",
    ...(options === null ? {} : { options }),
  } as pg.ClientConfig;
}

/** Takes the server's options from the URL alone: pg would also read PGOPTIONS, PGREPLICATION and others. */
export class IsolatedClient extends pg.Client {
  constructor(config?: string | OwnConfig) {
    super(config);
    const { connectionParameters } = this as unknown as { connectionParameters: Record<string, unknown> };
    connectionParameters.options = typeof config === "object" ? config.options : undefined;
    connectionParameters.replication = undefined;
    connectionParameters.client_encoding = undefined;
  }
}
