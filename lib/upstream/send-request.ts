import "server-only";
import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { toUpstreamError } from "./connection-error.ts";
import type { Deadline } from "./deadline.ts";
import { hasExcessBytes, watchExcessBytes } from "./excess-bytes.ts";

/** What goes out: these headers and no others. */
export type UpstreamRequest = {
  url: URL;
  method: "GET" | "POST";
  accept: string;
  authorization?: string | undefined;
  content?: { type: string; text: string } | undefined;
  timeoutMs: number;
};

/** What comes back: these headers and no others. The body must be read to its end or destroyed. */
export type UpstreamResponse = {
  status: number;
  contentType: string | null;
  announcedBytes: number | null;
  encoding: string | null;
  retryAfter: string | null;
  date: string | null;
  body: Readable;
  /** Bytes followed behind the announced end; meaningful once the body has ended. */
  hasSurplus(): boolean;
};

/** Silence within a body; the settings speak of the first byte, and may be shorter. The deadline ends it in any case. */
const minSilenceMs = 15_000;

/** undici takes back what it read of a body at most this far ahead of its reader. */
const readAheadBytes = 256 * 1024;

const single = (value: string | string[] | undefined): string | null =>
  value === undefined ? null : Array.isArray(value) ? value.join(", ") : value;

/**
 * One try: asks and waits for the answer's headers. Follows no redirect, decodes nothing, accepts any status.
 * @throws ProviderFault for everything that goes wrong on the line
 */
export async function sendRequest(
  dispatcher: Dispatcher,
  message: UpstreamRequest,
  deadline: Deadline,
): Promise<UpstreamResponse> {
  const { url, content, timeoutMs } = message;
  deadline.signal.throwIfAborted();
  const { result, surplus } = watchExcessBytes(() =>
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
    // The reader hears of errors by its own listener; one that comes before must not end the process.
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
      hasSurplus: () => hasExcessBytes(surplus),
    };
  } catch (error) {
    throw deadline.signal.aborted ? deadline.signal.reason : toUpstreamError(error, "head");
  }
}
