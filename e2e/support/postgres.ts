import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { findFreePort } from "./free-port.ts";

/** PostgreSQL server for one test file, in a temporary folder on a free loopback port. */
export type RunningPostgres = {
  port: number;
  /** Connection string for the database `evidence`, of the superuser or a role of `createRole`. */
  url(role?: string, password?: string): string;
  sql(text: string, parameters?: unknown[], database?: string): Promise<pg.QueryResult>;
  createRole(name: string): Promise<void>;
  /** Switches TLS on for new connections, or to another certificate (PEM); null switches it off. */
  useCertificate(certificate: { key: string; cert: string } | null): Promise<void>;
  /** Suspends all server processes (SIGSTOP) until `resume`. */
  pause(): void;
  resume(): void;
  /** Fast shutdown; `start` reuses data and port. */
  stop(): Promise<void>;
  start(): Promise<void>;
  end(): Promise<void>;
};

const password = randomBytes(12).toString("hex");

/** Finds the newest version in Debian's folder layout; POSTGRES_BIN names the programs of another version. */
function findPrograms(): string {
  if (process.env.POSTGRES_BIN) return process.env.POSTGRES_BIN;
  const base = "/usr/lib/postgresql";
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(base, version, "bin")).find((bin) => existsSync(join(bin, "initdb")));
  if (found) return found;
  throw new Error("These tests need PostgreSQL: apt-get install --no-install-recommends postgresql");
}

/** Uses the user of Debian's package for root, because PostgreSQL refuses to run as root. */
function serverUser(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** @param options additional lines of postgresql.conf, e.g. `{ max_connections: "20" }` */
export async function startPostgres(options: Record<string, string> = {}): Promise<RunningPostgres> {
  const bin = findPrograms();
  const user = serverUser();
  const folder = mkdtempSync(join(tmpdir(), "evidence-desk-postgres-"));
  const data = join(folder, "data");
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password);
  if (user.uid !== undefined) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
  const initialise = ["-D", data, "-U", "postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale"];
  execFileSync(join(bin, "initdb"), [...initialise, `--pwfile=${passwordFile}`], {
    ...user,
    cwd: folder,
    stdio: "pipe",
  });
  const port = await findFreePort();
  let child: ChildProcess | null = null;

  const url = (role = "postgres", rolePassword = password, database = "evidence") =>
    `postgres://${role}:${rolePassword}@127.0.0.1:${port}/${database}`;
  const sql: RunningPostgres["sql"] = async (text, parameters = [], database = "evidence") => {
    const client = new pg.Client({ connectionString: url("postgres", password, database) });
    client.on("error", () => undefined);
    await client.connect();
    try {
      return await client.query(text, parameters);
    } finally {
      await client.end();
    }
  };
  const start = async () => {
    const settings = { listen_addresses: "127.0.0.1", port: String(port), unix_socket_directories: folder, ...options };
    const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    child = spawn(join(bin, "postgres"), ["-D", data, ...flags], { ...user, cwd: folder, stdio: "ignore" });
    for (let attempt = 0; attempt < 200; attempt++) {
      if (await sql("select 1", [], "postgres").catch(() => null)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("PostgreSQL did not start within 10 s.");
  };
  const stop = async () => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGINT");
    await ended;
  };
  const family = () => {
    const parent = child?.pid;
    if (parent === undefined) return [];
    const children = execFileSync("ps", ["-o", "pid=", "--ppid", String(parent)], { encoding: "utf8" });
    return [parent, ...children.split("\n").map(Number).filter(Boolean)];
  };
  const signal = (name: NodeJS.Signals) => {
    for (const pid of family())
      try {
        process.kill(pid, name);
      } catch {
        // The backend has exited.
      }
  };

  // Stops the server even if the test run exits without cleanup.
  process.once("exit", () => child?.kill("SIGINT"));
  await start();
  await sql("create database evidence", [], "postgres");
  return {
    port,
    url: (role, rolePassword) => url(role, rolePassword),
    sql,
    createRole: async (name) => {
      await sql(`create role ${name} login password '${password}'`);
    },
    useCertificate: async (certificate) => {
      if (certificate !== null) {
        for (const [name, content] of Object.entries({
          "server.key": certificate.key,
          "server.crt": certificate.cert,
        })) {
          writeFileSync(join(data, name), content, { mode: 0o600 });
          if (user.uid !== undefined) chownSync(join(data, name), user.uid, user.gid);
        }
      }
      await sql(`alter system set ssl = ${certificate === null ? "off" : "on"}`);
      await sql("select pg_reload_conf()");
      // The server reads its files shortly after it responds; the file's time tells nothing about that.
      await new Promise((resolve) => setTimeout(resolve, 300));
    },
    pause: () => signal("SIGSTOP"),
    resume: () => signal("SIGCONT"),
    stop,
    start,
    end: async () => {
      signal("SIGCONT");
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
