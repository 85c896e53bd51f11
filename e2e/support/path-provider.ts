import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { close, listen } from "./loopback.ts";

/** Request below a signature request: path after its ID, and index among its requests. */
export type PathCall = { path: string; count: number; request: IncomingMessage; response: ServerResponse };

export const evidenceId = "ev-1";
export const statusBody = JSON.stringify({ status: "ACTIVE", workflowId: 12, createdAt: "2026-11-23T06:00:00Z" });

export const sendJson = (response: ServerResponse, status: number, body: string) =>
  response.writeHead(status, { "content-type": "application/json" }).end(body);
export const sendUnknown = (response: ServerResponse) => response.writeHead(404, { "content-length": 0 }).end();

/** Provider with evidence endpoints on paths set by the test. A signature request exists for each handler name. */
export async function startPathProvider(handlers: Record<string, (call: PathCall) => unknown>) {
  const calls = new Map<string, string[]>();
  const server = createServer((request, response) => {
    request.resume();
    const { pathname } = new URL(request.url ?? "/", "http://provider");
    if (pathname.endsWith("/access/login"))
      return void response.writeHead(200, { "content-type": "text/plain" }).end("path-token-0123456789");
    const [, srId = "", path = ""] = /\/signature-requests\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
    const handler = handlers[srId];
    if (handler === undefined) return void sendUnknown(response);
    if (path === "") {
      const signatures = [{ sid: "1", signer_identity_data: { evidence_id: evidenceId } }];
      return void sendJson(response, 200, JSON.stringify({ id: srId, signatures }));
    }
    const paths = [...(calls.get(srId) ?? []), path];
    calls.set(srId, paths);
    handler({ path, count: paths.length, request, response });
  });
  const port = await listen(server);
  return {
    apiUrl: `http://127.0.0.1:${port}/v3`,
    paths: (srId: string) => calls.get(srId) ?? [],
    total: () => [...calls.values()].reduce((sum, paths) => sum + paths.length, 0),
    end: () => close(server),
  };
}

export type PathProvider = Awaited<ReturnType<typeof startPathProvider>>;
