import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { type ClientConnection, withConnection } from "#lib/http/client-connection";
import { withDirectBodies } from "#lib/http/direct-body";
import { apiPolicy, securityHeaders, strictTransport } from "../lib/http/security-headers.mjs";
import { checkRequest, readRequestPath } from "./check-request.ts";
import { createProxyTrust, normalizeForwardedHeaders } from "./forwarded-headers.ts";
import { limitBody } from "./limit-request-body.ts";
import { formatRejection, type Rejection, sendRejection } from "./reject-request.ts";
import { acceptDirectBody } from "./send-direct-body.ts";

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

export type ServerOptions = {
  demo: boolean;
  trustedProxies: readonly string[];
  handle: RequestHandler;
  isEnding: () => boolean;
  isSecure: boolean;
  /** Longest time in ms that a response may wait for the provider. */
  maxWaitMs: number;
};

const ending: Rejection = {
  status: 503,
  code: "internal",
  detail: "Evidence Desk is stopping. Try again after its restart.",
  headers: { "Retry-After": "10" },
};

/** Sets a default request ID and `no-store`; Next decides on headers late, so this waits for the head. */
function setServerHeader(response: ServerResponse, requestId: string): void {
  const { writeHead } = response;
  const late = { "X-Request-Id": requestId, "Cache-Control": "no-store" };
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    for (const [name, value] of Object.entries(late))
      if (!response.headersSent && !response.hasHeader(name)) response.setHeader(name, value);
    announceSize(response);
    return writeHead.apply(response, args);
  }) as typeof writeHead;
}

/** Sets default security headers; pages and static files have their own policies. */
function setSecurityHeaders(response: ServerResponse, isSecure: boolean): void {
  const headers = { ...securityHeaders, "Content-Security-Policy": apiPolicy, ...(isSecure ? strictTransport : {}) };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

/** Restores the `Content-Length` that Next drops, so that clients can show progress and detect truncated downloads. */
function announceSize(response: ServerResponse): void {
  const size = response.getHeader("X-Evidence-Bytes");
  if (response.headersSent || size === undefined) return;
  response.removeHeader("X-Evidence-Bytes");
  if (!response.hasHeader("Content-Encoding")) response.setHeader("Content-Length", String(size));
}

/** Node's own response to requests that its parser rejects lacks our headers. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket, isSecure: boolean): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ""] ?? 400;
  const refusal: Rejection = {
    status,
    code: "invalid_request",
    detail: "The HTTP request is malformed, too large or incomplete. Check its request line and headers.",
  };
  socket.end(formatRejection(refusal, STATUS_CODES[status] ?? "", { requestId: randomUUID(), path: "", isSecure }));
}

function connectionOf(response: ServerResponse): ClientConnection {
  return {
    reset: () => void (response.writableFinished || response.req.socket.resetAndDestroy()),
    onClose: (listener) => void (response.closed ? listener() : response.once("close", listener)),
  };
}

/** Idle timeout of a connection; never shorter than the provider's deadline. */
const idleMs = 120_000;
const idleMarginMs = 30_000;

const unmet: Rejection = { status: 417, code: "invalid_request", detail: "Unsupported Expect header. Remove it." };

/** Limits: 16 KiB and 100 headers within 10 s, a request within 30 s, 120 s idle or the provider's deadline if longer. */
export function createHttpServer(options: ServerOptions): Server {
  const { demo, trustedProxies, handle, isEnding, isSecure, maxWaitMs } = options;
  const isTrusted = createProxyTrust(trustedProxies);
  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      // Archives leave in chunks of 64 KiB; with the default of 16 KiB every chunk waits for the previous one.
      highWaterMark: 256 * 1024,
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 2_000,
      // `checkRequest` rejects a request without Host with problem details.
      requireHostHeader: false,
    },
    (request, response) => {
      const requestId = randomUUID();
      const { method = "", url: target = "", httpVersion, headers, rawHeaders } = request;
      const refused = { requestId, path: readRequestPath(target), isSecure };
      setSecurityHeaders(response, isSecure);
      const refusal = isEnding() ? ending : checkRequest({ method, target, httpVersion, headers, rawHeaders }, demo);
      if (refusal) {
        sendRejection(response, refusal, refused);
        return;
      }
      normalizeForwardedHeaders(headers, request.socket.remoteAddress ?? "", isTrusted);
      headers["x-request-id"] = requestId;
      setServerHeader(response, requestId);
      limitBody(request, response, refused);
      const respond = async () => handle(request, response);
      const respondDirectly = () => withDirectBodies(acceptDirectBody(response), respond);
      withConnection(connectionOf(response), respondDirectly).catch(() => response.destroy());
    },
  );
  // `checkRequest` counts them.
  server.maxHeadersCount = 0;
  server.setTimeout(Math.max(idleMs, maxWaitMs + idleMarginMs));
  server.on("clientError", (error, socket: Socket) => refuseConnection(error, socket, isSecure));
  server.on("checkExpectation", (request, response) => {
    sendRejection(response, unmet, { requestId: randomUUID(), path: readRequestPath(request.url ?? ""), isSecure });
  });
  return server;
}
