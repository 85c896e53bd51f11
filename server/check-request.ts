import { isLoopback } from "#lib/env";
import type { Rejection } from "./reject-request.ts";

/** The product's largest legitimate request body is smaller. */
export const maxBodyBytes = 1024 * 1024;

/** Next responds to every other method with a bare 400. */
const knownMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Headers that a proxy adds about its client. */
const forwardingHeader =
  /^(forwarded|via|x-forwarded(-.*)?|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-connecting-ip)$/;

type ParsedRequest = { method: string; target: string; httpVersion?: string; headers: NodeJS.Dict<string | string[]> };

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

export function readPath(target: string): string {
  const [path = ""] = target.split("?");
  return path.startsWith("/") && decode(path) !== null ? path : "";
}

/** Rejects requests that Next would answer with a bare 500 or resolve differently; Host is required (RFC 9112 section 3.2). */
export function checkRequest({ method, target, httpVersion, headers }: ParsedRequest, demo: boolean): Rejection | null {
  if (!knownMethods.has(method)) {
    return {
      status: 405,
      code: "method_not_allowed",
      detail: `${method} is not supported.`,
      headers: { Allow: "GET, HEAD, POST" },
    };
  }
  // A bare "GET /path" is HTTP 0.9, in which later lines are not headers.
  if (httpVersion !== undefined && !/^1\.[01]$/.test(httpVersion)) return refuse("The HTTP version is not supported.");
  if (headers.host === undefined && httpVersion !== "1.0") return refuse("The request has no Host header.");
  if (!target.startsWith("/")) return refuse("The request target is not a path.");
  if (target.includes("#")) return refuse("The address contains a fragment.");
  const [path = "", query = ""] = target.split(/\?(.*)/s);
  for (const segment of path.split("/")) {
    const text = decode(segment);
    if (text === null) return refuse("The address has an invalid percent-encoding.");
    if (text === "." || text === "..") return refuse("The address contains a dot segment.");
    if (text.includes("\0")) return refuse("The address contains a null character.");
  }
  if (decode(query) === null) return refuse("The query has an invalid percent-encoding.");
  if (Number(headers["content-length"] ?? 0) > maxBodyBytes) return refuse("The request's body is too large.");
  return demo ? checkDemo(headers) : null;
}

/** Demo accounts have a public password, so only a browser on this machine may use them, without a proxy. */
function checkDemo(headers: ParsedRequest["headers"]): Rejection | null {
  const host = String(headers.host ?? "").replace(/:\d*$/, "");
  if (!isLoopback(host.toLowerCase())) {
    return { status: 403, code: "forbidden", detail: "In demo, Evidence Desk accepts only requests to localhost." };
  }
  if (Object.keys(headers).some((name) => forwardingHeader.test(name))) {
    return { status: 403, code: "forbidden", detail: "In demo, Evidence Desk rejects requests through a proxy." };
  }
  return null;
}
