import { createServer, request as forward, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { sandboxCredentials } from "../../sandbox/cases.ts";
import { createSandbox } from "../../sandbox/provider.ts";
import { startServer } from "./server.ts";

/** A production server whose provider is the sandbox, but for the archives: those are what the test says. */
export type FilesServer = {
  url: string;
  /** From now on every archive is these bytes. */
  serve(archive: Uint8Array): void;
  /** How often an archive was asked for. */
  asked(): number;
  end(): Promise<void>;
};

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)));

/** Starts sandbox, the provider in front of it, and the product. */
export async function startFilesServer(): Promise<FilesServer> {
  let archive: Uint8Array = new Uint8Array();
  let asked = 0;
  const sandbox = createSandbox({ now: new Date() });
  const sandboxPort = await listen(sandbox);
  const provider = createServer((request, response) => {
    if (request.url?.endsWith("/files")) {
      asked += 1;
      response.writeHead(200, { "Content-Type": "application/zip", "Content-Length": archive.length });
      response.end(archive);
      return;
    }
    const { method, url, headers } = request;
    const onward = forward({ port: sandboxPort, host: "127.0.0.1", method, path: url, headers }, (answer) => {
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
    serve(bytes) {
      archive = bytes;
    },
    asked: () => asked,
    async end() {
      await product.end();
      for (const server of [provider, sandbox]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}
