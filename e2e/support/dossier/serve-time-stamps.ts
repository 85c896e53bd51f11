import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { fileURLToPath } from "node:url";
import { listen } from "../loopback.ts";
import type { TimeStampAuthority } from "./time-stamp-authority.ts";

export type TimeStampServer = { url: string; end(): Promise<void> };

const urlOf = (port: number | string) => `http://127.0.0.1:${port}/`;

/** A server on loopback in this process that answers as `respond` says. */
export async function serve(respond: RequestListener): Promise<TimeStampServer> {
  const server = createServer(respond);
  const port = await listen(server);
  const end = async () => {
    const closed = once(server, "close");
    server.closeAllConnections();
    server.close();
    await closed;
  };
  return { url: urlOf(port), end };
}

/** How the authority answers: as it should, or as a wrong or hostile one. */
export type TimeStampMode = "good" | "changed" | "other_imprint" | "other_nonce" | "old" | "rejected";

const script = fileURLToPath(new URL("./time-stamp-server.ts", import.meta.url));

/** OpenSSL's authority on loopback, a process of its own. */
export async function serveTimeStamps(
  { folder }: TimeStampAuthority,
  mode: TimeStampMode = "good",
): Promise<TimeStampServer> {
  const child = spawn(process.execPath, [script, folder, mode], { stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const port = await Promise.race([
    once(child.stdout, "data").then(([text]) => String(text).trim()),
    exited.then(() => Promise.reject(new Error("The time-stamping authority has ended."))),
  ]);
  const end = async () => {
    child.kill();
    await exited;
  };
  return { url: urlOf(port), end };
}
