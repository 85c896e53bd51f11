import "server-only";
import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import { settings } from "#lib/env";

/** Timeout for TCP and TLS together; the settings may be shorter. */
const maxConnectMs = 10_000;
/** Limit on the headers of one response, in bytes. */
export const maxHeaderBytes = 16 * 1024;

export function createDispatcher(): Dispatcher {
  const { proxy, provider } = settings();
  const connectMs = Math.min(maxConnectMs, provider.timeoutMs);
  // Explicit, so that neither NODE_TLS_REJECT_UNAUTHORIZED nor NODE_OPTIONS weakens it.
  const verified = { timeout: connectMs, rejectUnauthorized: true, minVersion: "TLSv1.2" } as const;
  const limits = {
    maxHeaderSize: maxHeaderBytes,
    connections: 256,
    pipelining: 1,
    allowH2: false,
    keepAliveTimeout: 10_000,
    keepAliveMaxTimeout: 60_000,
    connect: { ...verified, allowH2: false },
  };
  if (!proxy.url) return new Agent(limits);
  return new EnvHttpProxyAgent({
    ...limits,
    httpProxy: "",
    httpsProxy: proxy.url,
    noProxy: proxy.exceptions ?? "",
    connectTimeout: connectMs,
    requestTls: verified,
    proxyTls: verified,
  });
}
