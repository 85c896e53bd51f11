import "server-only";
import type { Readable } from "node:stream";
import { settings } from "#lib/env";
import { withDeadline } from "#lib/upstream/call-upstream";
import type { Deadline } from "#lib/upstream/deadline";
import { parseRetryAfter } from "#lib/upstream/retry";
import { sendRequest, type UpstreamResponse } from "#lib/upstream/send-request";
import { currentToken } from "./log-in.ts";
import { type AcceptedKind, acceptHeader, readMediaType } from "./media-types.ts";
import { type ProviderProblem, parseProviderProblem } from "./provider-problem.ts";
import { type ProviderState, providerState } from "./state.ts";

/** Time limit of one request: login, response head and body together. */
const maxRequestMs = 15_000;

export type ResponseHead = {
  status: number;
  /** Lower case without parameters; null if absent or unreadable. */
  mediaType: string | null;
  announcedBytes: number | null;
  /** A content coding other than `identity`; such a body is never read. */
  isEncoded: boolean;
  /** `Retry-After` in seconds (RFC 9110 section 10.2.3). */
  retryAfterS: number | null;
};

/** `cut`: more followed and was not read. `broken`: the connection ended before the body did. `unread`: not read at all. */
export type BodyState = "whole" | "cut" | "broken" | "unread";

export type PrefixResponse = ResponseHead & {
  body: Buffer;
  bodyState: BodyState;
  problem: ProviderProblem | null;
  /** The provider rejected the access token, which has been dropped: the next request logs in again. */
  isTokenRejected: boolean;
  /** The body repeats our own credentials; it was discarded. */
  repeatsCredentials: boolean;
};

export type PrefixRequest = {
  url: URL;
  kind: AcceptedKind;
  /** Decides from the head how many bytes of the body are read; 0 reads none. */
  maxBytes: (head: ResponseHead) => number;
  signal: AbortSignal;
};

export type FetchPrefix = (request: PrefixRequest) => Promise<PrefixResponse>;

function readHead(response: UpstreamResponse, nowMs: number): ResponseHead {
  const { status, contentType, announcedBytes, encoding, retryAfter } = response;
  return {
    status,
    mediaType: readMediaType(contentType),
    announcedBytes,
    isEncoded: encoding !== null && !/^(identity)?$/i.test(encoding.trim()),
    retryAfterS: parseRetryAfter(retryAfter, nowMs),
  };
}

/** Reads at most `maxBytes` and closes the connection behind them. */
async function readPrefix(body: Readable, maxBytes: number): Promise<{ body: Buffer; bodyState: BodyState }> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  let bodyState: BodyState = "whole";
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk.subarray(0, maxBytes - sizeBytes));
      sizeBytes += chunk.length;
      if (sizeBytes <= maxBytes) continue;
      bodyState = "cut";
      break;
    }
  } catch {
    bodyState = "broken";
  } finally {
    body.destroy();
  }
  return { body: Buffer.concat(chunks), bodyState };
}

async function fetchWith(state: ProviderState, token: string, request: PrefixRequest, deadline: Deadline) {
  const { url, kind, maxBytes, signal } = request;
  const { timeoutMs } = settings().provider;
  const message = {
    url,
    method: "GET",
    accept: acceptHeader[kind],
    authorization: `Bearer ${token}`,
    timeoutMs,
  } as const;
  const response = await sendRequest(state.dispatcher, message, deadline);
  const head = readHead(response, state.clock.now());
  const limit = head.isEncoded ? 0 : maxBytes(head);
  if (limit === 0) response.body.destroy();
  const read =
    limit === 0 ? { body: Buffer.alloc(0), bodyState: "unread" as const } : await readPrefix(response.body, limit);
  if (signal.aborted) throw deadline.signal.reason;
  return { head, read };
}

/**
 * Skips retries, redirects, decoding and the circuit breaker, so that the caller sees the raw behaviour.
 * @throws UpstreamError if no response arrives, the login fails, or `signal` aborts
 */
export async function fetchPrefix(request: PrefixRequest): Promise<PrefixResponse> {
  const state = providerState();
  const deadlineMs = Math.min(maxRequestMs, settings().provider.deadlineMs);
  return withDeadline(deadlineMs, request.signal, async (deadline) => {
    const token = await currentToken(state, deadline);
    const { head, read } = await fetchWith(state, token, request, deadline);
    const problem = parseProviderProblem(read.body);
    const isTokenRejected =
      head.status === 401 || (head.status === 403 && /^error\.auth\.token_/.test(problem?.key ?? ""));
    if (isTokenRejected) state.login.forget(token);
    const repeatsCredentials = state.guard.holdsSecret(read.body);
    const safe = repeatsCredentials ? { body: Buffer.alloc(0), problem: null } : { body: read.body, problem };
    return { ...head, ...safe, bodyState: read.bodyState, isTokenRejected, repeatsCredentials };
  });
}
