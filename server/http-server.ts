import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { withDirectBodies } from "#lib/http/direct-body";
import { apiPolicy, securityHeaders, strictTransport } from "../lib/http/security-headers.mjs";
import { checkRequest, readPath } from "./check-request.ts";
import { createProxyTrust, normalizeForwardedHeaders } from "./forwarded-headers.ts";
import { limitBody } from "./limit-request-body.ts";
import { formatRefusal, type Rejection, sendRefusal } from "./reject-request.ts";
import { acceptDirectBody } from "./send-direct-body.ts";

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

export type ServerOptions = {
  demo: boolean;
  trustedProxies: readonly string[];
  handle: Handle;
  isEnding: () => boolean;
  /** The product is reached by https. */
  isSecure: boolean;
  /** Longest that an answer may wait for the provider. */
  longestWaitMs: number;
};

const ending: Rejection = {
  status: 503,
  code: "internal",
  detail: "Evidence Desk is stopping and takes no new work.",
  headers: { "Retry-After": "10" },
};

/**
 * Answers that leave without a request id of their route (static files, redirects) get this request's, and those that
 * say nothing of caches stay in none. Next decides both late, so this waits for the head.
 */
function nameAnswer(response: ServerResponse, requestId: string): void {
  const { writeHead } = response;
  const late = { "X-Request-Id": requestId, "Cache-Control": "no-store" };
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    for (const [name, value] of Object.entries(late))
      if (!response.headersSent && !response.hasHeader(name)) response.setHeader(name, value);
    announceSize(response);
    return writeHead.apply(response, args);
  }) as typeof writeHead;
}

/** What every answer carries unless Next knows better: pages and static files have policies of their own. */
function protectAnswer(response: ServerResponse, isSecure: boolean): void {
  const headers = { ...securityHeaders, "Content-Security-Policy": apiPolicy, ...(isSecure ? strictTransport : {}) };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

/**
 * Routes know the size of what they release, but Next drops `Content-Length` and sends every stream chunked; it travels
 * to here as `X-Evidence-Bytes`. With it a browser can show progress, and any client notices a download that broke off.
 */
function announceSize(response: ServerResponse): void {
  const size = response.getHeader("X-Evidence-Bytes");
  if (response.headersSent || size === undefined) return;
  response.removeHeader("X-Evidence-Bytes");
  if (!response.hasHeader("Content-Encoding")) response.setHeader("Content-Length", String(size));
}

/** What Node's parser refused: headers too large, too slow, or not HTTP. Node would answer without headers of ours. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket, isSecure: boolean): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ""] ?? 400;
  const refusal: Rejection = { status, code: "invalid_request", detail: "The request could not be read." };
  socket.end(formatRefusal(refusal, STATUS_CODES[status] ?? "", { requestId: randomUUID(), path: "", isSecure }));
}

/** A connection on which nothing moves is closed, but no sooner than the provider's slowest answer would come. */
const idleMs = 120_000;
const idleMarginMs = 30_000;

const unmet: Rejection = { status: 417, code: "invalid_request", detail: "The request expects what is not done here." };

/**
 * The server around Next's request handler. Headers: 16 KiB, 100 of them, within 10 s; a whole request within 30 s;
 * a connection on which nothing moves for 120 s, or longer than the provider may take, is closed.
 */
export function createHttpServer(options: ServerOptions): Server {
  const { demo, trustedProxies, handle, isEnding, isSecure, longestWaitMs } = options;
  const isTrusted = createProxyTrust(trustedProxies);
  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      // Archives leave in pieces of 64 KiB; with the usual 16 KiB every piece would wait for the one before.
      highWaterMark: 256 * 1024,
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 2_000,
      // A request without Host is refused below, as a problem.
      requireHostHeader: false,
    },
    (request, response) => {
      const requestId = randomUUID();
      const { method = "", url: target = "", httpVersion, headers } = request;
      const refused = { requestId, path: readPath(target), isSecure };
      protectAnswer(response, isSecure);
      const refusal = isEnding() ? ending : checkRequest({ method, target, httpVersion, headers }, demo);
      if (refusal) {
        sendRefusal(response, refusal, refused);
        return;
      }
      normalizeForwardedHeaders(headers, request.socket.remoteAddress ?? "", isTrusted);
      headers["x-request-id"] = requestId;
      nameAnswer(response, requestId);
      limitBody(request, response, refused);
      const answer = async () => handle(request, response);
      withDirectBodies(acceptDirectBody(response), answer).catch(() => response.destroy());
    },
  );
  server.maxHeadersCount = 100;
  server.setTimeout(Math.max(idleMs, longestWaitMs + idleMarginMs));
  server.on("clientError", (error, socket: Socket) => refuseConnection(error, socket, isSecure));
  server.on("checkExpectation", (request, response) => {
    sendRefusal(response, unmet, { requestId: randomUUID(), path: readPath(request.url ?? ""), isSecure });
  });
  return server;
}
