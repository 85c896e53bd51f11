import "server-only";
import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { toUpstreamError } from "./connection-error.ts";
import type { Deadline } from "./deadline.ts";
import { hasExcessBytes, watchExcessBytes } from "./excess-bytes.ts";

export type UpstreamRequest = {
  url: URL;
  method: "GET" | "POST";
  accept: string;
  authorization?: string | undefined;
  /** Body of a POST: text in UTF-8, or bytes. */
  content?: { type: string; text: string | Uint8Array } | undefined;
  timeoutMs: number;
};

/** Responses expose only these headers. Read the body to its end or destroy it. */
export type UpstreamResponse = {
  status: number;
  contentType: string | null;
  announcedBytes: number | null;
  encoding: string | null;
  retryAfter: string | null;
  date: string | null;
  body: Readable;
  /** True if bytes followed the announced length; valid once the body has ended. */
  hasExcessBytes(): boolean;
};

/** Minimum idle timeout of a body, because the settings limit only the first byte; the deadline still applies. */
const minSilenceMs = 15_000;

/** undici buffers at most this many bytes ahead of the reader. */
const readAheadBytes = 256 * 1024;

const single = (value: string | string[] | undefined): string | null =>
  value === undefined ? null : Array.isArray(value) ? value.join(", ") : value;

/** Follows no redirect, decodes nothing, accepts any status. @throws UpstreamError for every connection failure */
export async function sendRequest(
  dispatcher: Dispatcher,
  message: UpstreamRequest,
  deadline: Deadline,
): Promise<UpstreamResponse> {
  const { url, content, timeoutMs } = message;
  deadline.signal.throwIfAborted();
  const { result, watch } = watchExcessBytes(() =>
    dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: message.method,
      headers: {
        accept: message.accept,
        "accept-encoding": "identity",
        "user-agent": "evidence-desk",
        ...(message.authorization ? { authorization: message.authorization } : {}),
        ...(content ? { "content-type": content.type } : {}),
      },
      body: content?.text ?? null,
      headersTimeout: timeoutMs,
      bodyTimeout: Math.max(minSilenceMs, timeoutMs),
      highWaterMark: readAheadBytes,
      signal: deadline.signal,
    }),
  );
  try {
    const { statusCode, headers, body } = await result;
    // An early error must not end the process; readers add their own listener.
    body.on("error", () => {});
    const length = single(headers["content-length"]);
    return {
      status: statusCode,
      contentType: single(headers["content-type"]),
      announcedBytes: length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null,
      encoding: single(headers["content-encoding"]),
      retryAfter: single(headers["retry-after"]),
      date: single(headers.date),
      body,
      hasExcessBytes: () => hasExcessBytes(watch),
    };
  } catch (error) {
    throw deadline.signal.aborted ? deadline.signal.reason : toUpstreamError(error, "head");
  }
}
