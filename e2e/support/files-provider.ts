import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, request as forward } from "node:http";
import { createInterface } from "node:readline";
import { sandboxCredentials } from "../../sandbox/cases.ts";
import { close, listen } from "./loopback.ts";
import { startServer } from "./server.ts";

export type ServedArtefact = "files" | "json" | "status";

/** Production server with the sandbox as provider, except for bodies set by the test. */
export type FilesServer = {
  url: string;
  /** Serves these bytes for every later request of the artefact. */
  serve(body: Uint8Array, of?: ServedArtefact): void;
  requested(): number;
  end(): Promise<void>;
};

async function startSandbox(): Promise<{ port: number; child: ChildProcess }> {
  const child = spawn(process.execPath, ["--import", "./scripts/typescript.mjs", "sandbox/server.ts"], {
    env: { ...process.env, SANDBOX_PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return { port: Number(new URL((JSON.parse(line) as { url: string }).url).port), child };
}

/** Starts sandbox, overriding provider and product. `artefact` is the artefact that the test sets. */
export async function startFilesServer(artefact: ServedArtefact = "files"): Promise<FilesServer> {
  const bodies = new Map<string, Uint8Array>([[artefact, new Uint8Array()]]);
  let requested = 0;
  const sandbox = await startSandbox();
  const provider = createServer((request, response) => {
    const part = /\/(\w+)$/.exec(request.url ?? "")?.[1] ?? "";
    const body = bodies.get(part);
    if (body) {
      requested += 1;
      const contentType = part === "files" ? "application/zip" : "application/json";
      response.writeHead(200, { "Content-Type": contentType, "Content-Length": body.length });
      response.end(body);
      return;
    }
    const { method, url, headers } = request;
    const onward = forward({ port: sandbox.port, host: "127.0.0.1", method, path: url, headers }, (upstream) => {
      response.writeHead(upstream.statusCode ?? 502, upstream.headers);
      upstream.pipe(response);
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
    requested: () => requested,
    async end() {
      await product.end();
      await close(provider);
      const ended = once(sandbox.child, "exit");
      sandbox.child.kill("SIGTERM");
      await ended;
    },
  };
}
