import { createServer, type RequestListener } from "node:http";
import { listen } from "../loopback.ts";
import type { TimeStampAuthority } from "./time-stamp-authority.ts";

export type TimeStampServer = { url: string; end(): void };

/** A server on loopback that answers as `respond` says. */
export async function serve(respond: RequestListener): Promise<TimeStampServer> {
  const server = createServer(respond);
  const port = await listen(server);
  const end = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/`, end };
}

/** OpenSSL's authority on loopback; `change` alters its response. */
export function serveTimeStamps(
  authority: TimeStampAuthority,
  change: (response: Buffer) => Buffer = (response) => response,
): Promise<TimeStampServer> {
  return serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.writeHead(200, { "content-type": "application/timestamp-reply" });
    response.end(change(authority.reply(Buffer.concat(chunks))));
  });
}
