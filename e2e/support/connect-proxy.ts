import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { listen } from "./loopback.ts";

/** CONNECT request: `host:port` and proxy credentials. */
export type Tunnel = { target: string; authorization: string | null };

/**
 * Proxy for `CONNECT` only (RFC 9110 section 9.3.6) that maps unresolvable names to loopback ports.
 * @param locations host name → loopback port; other hosts get 403
 */
export async function startConnectProxy(locations: Record<string, number>) {
  const tunnels: Tunnel[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on("connect", (request, client: Socket) => {
    const target = request.url ?? "";
    tunnels.push({ target, authorization: request.headers["proxy-authorization"] ?? null });
    sockets.add(client);
    client.on("error", () => client.destroy());
    const port = locations[target.replace(/:\d+$/, "")];
    if (port === undefined) return void client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    const upstream = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      client.pipe(upstream).pipe(client);
    });
    sockets.add(upstream);
    upstream.on("error", () => client.destroy());
    upstream.on("close", () => client.destroy());
    client.on("close", () => upstream.destroy());
  });
  const port = await listen(server);
  return {
    port,
    tunnels,
    async end() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
