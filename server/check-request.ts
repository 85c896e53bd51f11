import { isLoopback } from "#lib/env";
import type { Rejection } from "./reject-request.ts";

/** The product's largest legitimate request body is smaller. */
export const maxRequestBodyBytes = 1024 * 1024;

/** Next responds to every other method with a bare 400. */
const knownMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Headers that a proxy adds about its client. */
const forwardingHeader =
  /^(forwarded|via|x-forwarded(-.*)?|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-connecting-ip)$/;

/** `rawHeaders` are names and values in turn, with every repetition. */
type ParsedRequest = {
  method: string;
  target: string;
  httpVersion?: string;
  headers: NodeJS.Dict<string | string[]>;
  rawHeaders?: readonly string[];
};

const maxHeaders = 100;
const imageOptimizer = "/_next/image";

/** A name or an address with an optional port (RFC 9112 section 3.2), without the userinfo and lists that parsers read differently. */
const hostPattern = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9_](?:[a-z0-9._-]{0,253}))(:\d{1,5})?$/i;

function refuse(detail: string): Rejection {
  return { status: 400, code: "invalid_request", detail };
}

/** @returns null if the percent-encoding or the UTF-8 is invalid */
function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** A reverse proxy and this server must see the same host, so it is given once and without doubt. HTTP/1.0 may leave it out. */
function checkHost({ headers, rawHeaders = [], httpVersion }: ParsedRequest): Rejection | null {
  const count = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host").length;
  if (count > 1) return refuse("The request has more than one Host header.");
  if (headers.host === undefined) return httpVersion === "1.0" ? null : refuse("The request has no Host header.");
  return hostPattern.test(String(headers.host)) ? null : refuse("The Host header is not a host with an optional port.");
}

export function readRequestPath(target: string): string {
  const [path = ""] = target.split("?");
  return path.startsWith("/") && decode(path) !== null ? path : "";
}

/** Rejects requests to which Next would respond with a bare 500 or resolve differently; Host is required (RFC 9112 section 3.2). */
export function checkRequest(request: ParsedRequest, demo: boolean): Rejection | null {
  const { method, target, httpVersion, headers, rawHeaders = [] } = request;
  if (!knownMethods.has(method)) {
    return {
      status: 405,
      code: "method_not_allowed",
      detail: `Unsupported method ${method}. Use GET, HEAD or POST.`,
      headers: { Allow: "GET, HEAD, POST" },
    };
  }
  // A bare "GET /path" is HTTP 0.9, in which later lines are not headers.
  if (httpVersion !== undefined && !/^1\.[01]$/.test(httpVersion))
    return refuse("Unsupported HTTP version. Use HTTP/1.1.");
  // Some versions of Node drop headers past their own limit, so this server rejects them first.
  if (rawHeaders.length > 2 * maxHeaders) return { ...refuse("Too many headers. Send at most 100."), status: 431 };
  const badHost = checkHost(request);
  if (badHost) return badHost;
  if (!target.startsWith("/")) return refuse("The request target isn't a path. Start it with `/`.");
  if (target.includes("#")) return refuse("The request target contains a fragment. Remove `#` and what follows.");
  const [path = "", query = ""] = target.split(/\?(.*)/s);
  for (const segment of path.split("/")) {
    const text = decode(segment);
    if (text === null) return refuse("Invalid percent-encoding in the path. Encode it as UTF-8.");
    if (text === "." || text === "..") return refuse("The path contains a dot segment. Remove `.` and `..`.");
    if (text.includes("\0")) return refuse("The path contains a null character. Remove `%00`.");
  }
  // Nothing uses Next's image optimizer, which would create a folder beside the build.
  if (decode(path)?.startsWith(imageOptimizer)) return { status: 404, code: "not_found", detail: "Unknown address." };
  if (decode(query) === null) return refuse("Invalid percent-encoding in the query. Encode it as UTF-8.");
  if (Number(headers["content-length"] ?? 0) > maxRequestBodyBytes)
    return refuse("The request body is too large. Send at most 1 MiB.");
  return demo ? checkDemo(headers) : null;
}

/** Demo accounts have a public password, so only a browser on this machine may use them, without a proxy. */
function checkDemo(headers: ParsedRequest["headers"]): Rejection | null {
  const host = String(headers.host ?? "").replace(/:\d*$/, "");
  if (!isLoopback(host.toLowerCase())) {
    return {
      status: 403,
      code: "forbidden",
      detail: "Demo accounts work only on this machine. Open Evidence Desk at localhost.",
    };
  }
  if (Object.keys(headers).some((name) => forwardingHeader.test(name))) {
    return {
      status: 403,
      code: "forbidden",
      detail: "Demo accounts don't work through a proxy. Open Evidence Desk at localhost.",
    };
  }
  return null;
}
