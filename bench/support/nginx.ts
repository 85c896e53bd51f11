import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { findFreePort } from "../../e2e/support/free-port.ts";

/** Starts nginx as a proxy without buffering in front of `upstream`. @returns null if nginx is not installed */
export async function startNginx(upstream: string): Promise<{ url: string; end(): Promise<void> } | null> {
  if (spawnSync("nginx", ["-v"]).error) return null;
  const folder = await mkdtemp(join(tmpdir(), "evidence-desk-nginx-"));
  const port = await findFreePort();
  await writeFile(
    join(folder, "nginx.conf"),
    `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 256; }
http { access_log off; server { listen 127.0.0.1:${port}; location / {
  proxy_pass ${upstream}; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; } } }\n`,
  );
  const child = spawn("nginx", ["-c", join(folder, "nginx.conf"), "-e", join(folder, "error.log")], {
    stdio: "ignore",
  });
  await wait(500);
  return {
    url: `http://127.0.0.1:${port}`,
    async end() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
