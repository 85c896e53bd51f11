import { isLoopback } from "#lib/env";
import type { Rejection } from "./reject-request.ts";

/** Nothing that a person sends here is larger. */
export const maxBodyBytes = 1024 * 1024;

/** Next answers every other method with a bare 400. */
const answeredMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Headers by which a proxy says for whom it speaks. */
const forwardingHeader =
  /^(forwarded|via|x-forwarded(-.*)?|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-connecting-ip)$/;

type Asked = { method: string; target: string; httpVersion?: string; headers: NodeJS.Dict<string | string[]> };

function refuse(detail: string): Rejection {
  return { status: 400, code: "invalid_request", detail };
}

/** Decodes one part of an address; null when its percent-encoding or its UTF-8 is broken. */
function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** The path of a request's target as it was sent, for the refusal to name; empty when it cannot be read. */
export function readPath(target: string): string {
  const [path = ""] = target.split("?");
  return path.startsWith("/") && decode(path) !== null ? path : "";
}

/**
 * What must not reach Next: addresses that it answers with a bare 500 or resolves to another one, methods that
 * nobody here uses, requests without Host (RFC 9112 section 3.2), bodies that nobody here asks for, and, in demo, whatever did not come straight from this machine.
 * @returns the refusal, or null when the request may pass.
 */
export function checkRequest({ method, target, httpVersion, headers }: Asked, demo: boolean): Rejection | null {
  if (!answeredMethods.has(method)) {
    return {
      status: 405,
      code: "method_not_allowed",
      detail: `${method} is not answered here.`,
      headers: { Allow: "GET, HEAD, POST" },
    };
  }
  // "GET /path" and no more is HTTP 0.9: what stands behind a line break is then no header of anybody.
  if (httpVersion !== undefined && !/^1\.[01]$/.test(httpVersion))
    return refuse("The request names no version of HTTP that is answered here.");
  if (headers.host === undefined && httpVersion !== "1.0") return refuse("The request names no Host.");
  if (!target.startsWith("/")) return refuse("The request does not ask for a path of this server.");
  if (target.includes("#")) return refuse("The address holds a fragment.");
  const [path = "", query = ""] = target.split(/\?(.*)/s);
  for (const segment of path.split("/")) {
    const text = decode(segment);
    if (text === null) return refuse("The address has a broken percent-encoding.");
    if (text === "." || text === "..") return refuse("The address holds a dot segment.");
    if (text.includes("\0")) return refuse("The address holds a null character.");
  }
  if (decode(query) === null) return refuse("The address has a broken percent-encoding after the question mark.");
  if (Number(headers["content-length"] ?? 0) > maxBodyBytes) return refuse("The request's body is too large.");
  return demo ? checkDemo(headers) : null;
}

/** Demo accounts have a published password: only a browser on this machine, without anything between, may use them. */
function checkDemo(headers: Asked["headers"]): Rejection | null {
  const host = String(headers.host ?? "").replace(/:\d*$/, "");
  if (!isLoopback(host.toLowerCase())) {
    return { status: 403, code: "forbidden", detail: "In demo, Evidence Desk answers only to localhost." };
  }
  if (Object.keys(headers).some((name) => forwardingHeader.test(name))) {
    return { status: 403, code: "forbidden", detail: "In demo, Evidence Desk does not answer through a proxy." };
  }
  return null;
}
