import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createAuthority, createSelfSigned } from "../../e2e/support/certificates.ts";
import { type RunningPostgres, startPostgres } from "../../e2e/support/postgres.ts";
import { connectDatabase, openDatabase, type PostgresTarget } from "./connection.ts";

/** Systems connect to this machine; for the settings it is another host, because it is not a loopback address. */
const otherHost = "0.0.0.0";

let postgres: RunningPostgres;
let authority: Awaited<ReturnType<typeof createAuthority>>;
let folder: string;
let rootFile: string;
const servers: Server[] = [];

beforeAll(async () => {
  [postgres, authority] = await Promise.all([startPostgres(), createAuthority()]);
  folder = mkdtempSync(join(tmpdir(), "evidence-desk-tls-"));
  rootFile = join(folder, "root.pem");
  writeFileSync(rootFile, authority.pem);
});
afterAll(async () => {
  for (const server of servers) server.close();
  await postgres?.end();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => {
  for (const name of ["NODE_TLS_REJECT_UNAUTHORIZED", "PGSSLMODE", "PGHOST", "PGHOSTADDR", "PGOPTIONS", "PGPASSWORD"])
    delete process.env[name];
});

const url = (host: string, parameters = "") => `${postgres.url().replace("127.0.0.1", host)}${parameters}`;
const withRoot = () => `?sslrootcert=${encodeURIComponent(rootFile)}`;
const targetOf = (address: string, tls?: PostgresTarget["tls"]): PostgresTarget => ({
  kind: "postgres",
  url: address,
  migrationUrl: address,
  tls,
});

/** @returns the protocol version of TLS, or null for a plain connection */
async function connectAndAsk(target: PostgresTarget): Promise<string | null> {
  const { main, log } = await connectDatabase(target);
  try {
    const { rows } = await sql<{ version: string | null }>`
      select version from pg_stat_ssl where pid = pg_backend_pid()`.execute(main);
    return rows[0]?.version ?? null;
  } finally {
    await Promise.all([main.destroy(), log.destroy()]);
  }
}

/** Server that answers the request for TLS as `answer` says, and keeps all that the client sends. */
async function startListener(answer: string): Promise<{ port: number; received: Buffer[] }> {
  const received: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes) => {
      received.push(bytes);
      if (received.length === 1) socket.write(answer);
      else socket.end("in plain text");
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, received };
}

describe("TLS to another host", () => {
  it("is used without any setting", async () => {
    await postgres.useCertificate(await authority.issue(otherHost, { expired: false }));
    expect(await connectAndAsk(targetOf(url(otherHost, withRoot())))).toMatch(/^TLSv1\.[23]$/);
    expect(await connectAndAsk(targetOf(url(otherHost, `${withRoot()}&sslmode=require`)))).not.toBeNull();
    expect(await connectAndAsk(targetOf(url(otherHost, `${withRoot()}&channel_binding=require`)))).not.toBeNull();
    // Loopback stays plain unless it is asked for.
    expect(await connectAndAsk(targetOf(url("127.0.0.1")))).toBeNull();
  });

  it.each<[string, () => Promise<{ key: string; cert: string }>, string, string]>([
    ["another name", () => authority.issue("db.example.com", { expired: false }), "?root", "not issued to the host"],
    ["an expired certificate", () => authority.issue(otherHost, { expired: true }), "?root", "has expired"],
    [
      "a certificate that signs itself",
      () => createSelfSigned(otherHost),
      "?root",
      "not signed by a trusted authority",
    ],
    ["an authority that is not named", () => authority.issue(otherHost, { expired: false }), "", "trusted authority"],
  ])("is refused for %s, whatever the environment says", async (_, certificate, parameters, reason) => {
    await postgres.useCertificate(await certificate());
    const address = url(otherHost, parameters.replace("?root", withRoot()));
    process.env.PGSSLMODE = "no-verify";
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    await expect(openDatabase(targetOf(address))).rejects.toThrow(reason);
    await expect(openDatabase(targetOf(address, "verify-full"))).rejects.toThrow(reason);
  });

  it("names a server without TLS", async () => {
    await postgres.useCertificate(null);
    process.env.PGSSLMODE = "disable";
    await expect(openDatabase(targetOf(url(otherHost)))).rejects.toThrow("offers no TLS");
  });

  it.each([
    ["refuses TLS", "N"],
    ["sends an error", "E\0\0\0\u0005x"],
    ["sends more than one byte before TLS", "S\u0052\0\0\0\u0008\0\0\0\0"],
    ["accepts, and then speaks in plain text", "S"],
  ])("sends neither role nor password to a server that %s", async (_, answer) => {
    const { port, received } = await startListener(answer);
    const address = `postgres://a-role-name:a-password@${otherHost}:${port}/evidence`;
    await expect(openDatabase(targetOf(address))).rejects.toThrow("DATABASE_URL");
    const sent = Buffer.concat(received).toString("latin1");
    // SSLRequest (PostgreSQL manual, "SSL Session Encryption") and at most a TLS handshake.
    expect(sent.slice(0, 8)).toBe("\0\0\0\u0008\u0004\u00d2\u0016\u002f");
    for (const secret of ["a-role-name", "a-password", "evidence"]) expect(sent).not.toContain(secret);
  });
});

describe("TLS to loopback", () => {
  it("is verified if DATABASE_TLS or the URL asks for it", async () => {
    await postgres.useCertificate(await authority.issue("localhost", { expired: false }));
    expect(await connectAndAsk(targetOf(url("localhost", withRoot()), "verify-full"))).not.toBeNull();
    expect(await connectAndAsk(targetOf(url("localhost", `${withRoot()}&sslmode=verify-full`)))).not.toBeNull();
    await expect(openDatabase(targetOf(url("127.0.0.1", withRoot())))).rejects.toThrow("not issued to the host");
    await expect(openDatabase(targetOf(url("localhost"), "verify-full"))).rejects.toThrow("trusted authority");
  });
});

describe("PG… variables", () => {
  it("change nothing", async () => {
    process.env.PGHOST = "203.0.113.1";
    process.env.PGHOSTADDR = "203.0.113.1";
    process.env.PGOPTIONS = "-c search_path=elsewhere";
    process.env.PGSSLMODE = "verify-full";
    const { main, log } = await connectDatabase(targetOf(url("127.0.0.1")));
    const { rows } = await sql<{ path: string }>`select current_setting('search_path') as path`.execute(main);
    expect(rows).toEqual([{ path: '"$user", public' }]);
    await Promise.all([main.destroy(), log.destroy()]);
    process.env.PGPASSWORD = new URL(postgres.url()).password;
    await expect(openDatabase(targetOf(`postgres://postgres@127.0.0.1:${postgres.port}/evidence`))).rejects.toThrow(
      "the URL has none",
    );
  });

  it("leave options to the URL", async () => {
    const { main, log } = await connectDatabase(targetOf(url("127.0.0.1", "?options=-c%20search_path%3Ddesk")));
    const { rows } = await sql<{ path: string }>`select current_setting('search_path') as path`.execute(main);
    expect(rows).toEqual([{ path: "desk" }]);
    await Promise.all([main.destroy(), log.destroy()]);
  });
});

describe("npm run migrate", () => {
  const migrate = (environment: Record<string, string>) =>
    promisify(execFile)(process.execPath, ["--import", "./scripts/typescript.mjs", "scripts/migrate.ts"], {
      env: {
        PATH: process.env.PATH,
        EVIDENCE_DESK_DOT_ENV: "0",
        AUTH_DEMO: "1",
        DATA_DIR: join(folder, "data"),
        ...environment,
      } as unknown as NodeJS.ProcessEnv,
    }).then(
      ({ stdout }) => stdout,
      ({ stderr }: { stderr: string }) => stderr,
    );

  it("needs the owner's URL, and verifies its host by NODE_EXTRA_CA_CERTS", async () => {
    await postgres.useCertificate(await authority.issue(otherHost, { expired: false }));
    const address = url(otherHost);
    const alone = await migrate({ DATABASE_URL: address });
    expect(alone).toContain("DATABASE_MIGRATION_URL: is required for npm run migrate");
    const both = { DATABASE_URL: address, DATABASE_MIGRATION_URL: address };
    expect(await migrate(both)).toContain("DATABASE_MIGRATION_URL: the certificate of the PostgreSQL server");
    expect(await migrate({ ...both, DATABASE_TLS: "off" })).toContain("DATABASE_TLS: off is only for loopback");
    expect(await migrate({ ...both, NODE_TLS_REJECT_UNAUTHORIZED: "0" })).toContain("NODE_TLS_REJECT_UNAUTHORIZED: ");
    expect(await migrate({ ...both, NODE_EXTRA_CA_CERTS: rootFile })).toContain("Applied: 001-audit");
  });
});
