import type { IncomingHttpHeaders } from "node:http";
import { BlockList, isIP } from "node:net";

/** Converts the IPv4-mapped addresses of dual-stack sockets: `::ffff:10.0.0.1` → `10.0.0.1`. */
function unmap(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

export function createProxyTrust(cidrs: readonly string[]): (address: string) => boolean {
  const trusted = new BlockList();
  for (const cidr of cidrs) {
    const [address = "", bits] = cidr.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    trusted.addSubnet(address, Number(bits ?? (family === "ipv6" ? 128 : 32)), family);
  }
  return (address) => isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** Returns the rightmost address of `X-Forwarded-For` that is not a trusted proxy. */
function readClient(forwardedFor: string, peer: string, isTrusted: (address: string) => boolean): string {
  let client = peer;
  for (const part of forwardedFor.split(",").reverse()) {
    const address = unmap(part.trim().replace(/^\[([^\]]*)\](:\d+)?$|^([\d.]+):\d+$/, "$1$3"));
    if (isIP(address) === 0) return client;
    client = address;
    if (!isTrusted(address)) return client;
  }
  return client;
}

/** Only a trusted proxy's values count; `X-Forwarded-For` keeps one address and `Forwarded` (RFC 7239) is removed. */
export function normalizeForwardedHeaders(
  headers: IncomingHttpHeaders,
  peerAddress: string,
  isTrusted: (address: string) => boolean,
): void {
  const peer = unmap(peerAddress);
  const given = String(headers["x-forwarded-for"] ?? "");
  const kept = isTrusted(peer) ? { proto: headers["x-forwarded-proto"], host: headers["x-forwarded-host"] } : {};
  for (const name of Object.keys(headers)) {
    if (name === "forwarded" || name === "x-real-ip" || name.startsWith("x-forwarded-")) delete headers[name];
  }
  headers["x-forwarded-for"] = isTrusted(peer) && given ? readClient(given, peer, isTrusted) : peer;
  headers["x-forwarded-proto"] = kept.proto === "https" ? "https" : "http";
  if (typeof kept.host === "string" && /^[\w.:[\]-]+$/.test(kept.host)) headers["x-forwarded-host"] = kept.host;
}
