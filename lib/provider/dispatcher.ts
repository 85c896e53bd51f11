import "server-only";
import { Agent, buildConnector, type Dispatcher, EnvHttpProxyAgent } from "undici";
import { settings } from "#lib/env";
import { watchSocket } from "./surplus.ts";

/** Longest wait for TCP and TLS together; the settings may ask for less. */
const maxConnectMs = 10_000;
/** Header text of one answer, in bytes. */
export const maxHeaderBytes = 16 * 1024;

/** Connections of our own: one HTTP version, a bounded handshake, and an eye on bytes behind an answer. */
function createConnector(timeoutMs: number): buildConnector.connector {
  const connect = buildConnector({ timeout: timeoutMs, allowH2: false });
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      watchSocket(socket);
      return callback(null, socket);
    });
}

/** The way out, for provider, trusted keys and single sign-on alike: through the proxy where one is set. */
export function createDispatcher(): Dispatcher {
  const { proxy, provider } = settings();
  const connectMs = Math.min(maxConnectMs, provider.timeoutMs);
  const limits = {
    maxHeaderSize: maxHeaderBytes,
    connections: 256,
    pipelining: 1,
    allowH2: false,
    keepAliveTimeout: 10_000,
    keepAliveMaxTimeout: 60_000,
  };
  if (!proxy.url) return new Agent({ ...limits, connect: createConnector(connectMs) });
  return new EnvHttpProxyAgent({
    ...limits,
    httpProxy: "",
    httpsProxy: proxy.url,
    noProxy: proxy.exceptions ?? "",
    connect: createConnector(connectMs),
    connectTimeout: connectMs,
    requestTls: { timeout: connectMs },
    proxyTls: { timeout: connectMs },
  });
}
