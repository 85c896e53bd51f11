import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, request as forward, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { sandboxCredentials } from "../../sandbox/cases.ts";
import { startServer } from "./server.ts";

/** The last part of an artefact's path at the provider. */
export type ServedArtefact = "files" | "json" | "status";

/** A production server whose provider is the sandbox, but for the archives (or records): those are what the test says. */
export type FilesServer = {
  url: string;
  /** From now on every archive, or every body of the named artefact, is these bytes. */
  serve(body: Uint8Array, of?: ServedArtefact): void;
  /** How often an archive was asked for. */
  asked(): number;
  end(): Promise<void>;
};

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)));

/** The sandbox as a process of its own, on a free port. */
async function startSandbox(): Promise<{ port: number; child: ChildProcess }> {
  const child = spawn(process.execPath, ["--import", "./scripts/typescript.mjs", "sandbox/server.ts"], {
    env: { ...process.env, SANDBOX_PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { port: Number(new URL((JSON.parse(line) as { url: string }).url).port), child };
}

/** Starts sandbox, the provider in front of it, and the product. `artefact` is what the test says: the archives, unless named. */
export async function startFilesServer(artefact: ServedArtefact = "files"): Promise<FilesServer> {
  const bodies = new Map<string, Uint8Array>([[artefact, new Uint8Array()]]);
  let asked = 0;
  const sandbox = await startSandbox();
  const provider = createServer((request, response) => {
    const part = /\/(\w+)$/.exec(request.url ?? "")?.[1] ?? "";
    const body = bodies.get(part);
    if (body) {
      asked += 1;
      const contentType = part === "files" ? "application/zip" : "application/json";
      response.writeHead(200, { "Content-Type": contentType, "Content-Length": body.length });
      response.end(body);
      return;
    }
    const { method, url, headers } = request;
    const onward = forward({ port: sandbox.port, host: "127.0.0.1", method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  const port = await listen(provider);
  const product = await startServer({
    SKRIBBLE_API_URL: `http://127.0.0.1:${port}/v3`,
    SKRIBBLE_API_USERNAME: sandboxCredentials.username,
    SKRIBBLE_API_KEY: sandboxCredentials.apiKey,
    AUTH_DEMO: "1",
  });
  return {
    url: product.url,
    serve(body, of = artefact) {
      bodies.set(of, body);
    },
    asked: () => asked,
    async end() {
      await product.end();
      provider.closeAllConnections();
      await new Promise((resolve) => provider.close(resolve));
      const ended = once(sandbox.child, "exit");
      sandbox.child.kill("SIGTERM");
      await ended;
    },
  };
}
