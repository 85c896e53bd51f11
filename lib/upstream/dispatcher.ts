import "server-only";
import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import { settings } from "#lib/env";

/** Longest wait for TCP and TLS together; the settings may ask for less. */
const maxConnectMs = 10_000;
/** Header text of one answer, in bytes. */
export const maxHeaderBytes = 16 * 1024;

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
    connect: { timeout: connectMs, allowH2: false },
  };
  if (!proxy.url) return new Agent(limits);
  return new EnvHttpProxyAgent({
    ...limits,
    httpProxy: "",
    httpsProxy: proxy.url,
    noProxy: proxy.exceptions ?? "",
    connectTimeout: connectMs,
    requestTls: { timeout: connectMs },
    proxyTls: { timeout: connectMs },
  });
}
