import "server-only";
import { settings } from "#lib/env";
import { callUpstream, withDeadline } from "./call-upstream.ts";
import { readUpstreamBody } from "./read-body.ts";
import { maxTries } from "./retry.ts";
import type { UpstreamRequest, UpstreamResponse } from "./send-request.ts";
import { UpstreamError } from "./upstream-error.ts";

export type UpstreamFetchOptions = {
  accept: string;
  /** Timeout for the response headers; default SKRIBBLE_TIMEOUT_MS. */
  timeoutMs?: number;
  /** Deadline for all tries and the body; default SKRIBBLE_DEADLINE_MS. */
  deadlineMs?: number;
  maxBytes: number;
  signal?: AbortSignal;
  /** `Authorization` for this host; never the provider's token. */
  authorization?: string;
  /** Form body for POST; such a request is never retried. */
  form?: URLSearchParams;
  /** Another body for POST; such a request is never retried. */
  content?: { type: string; text: Uint8Array };
};

export type UpstreamJson = {
  status: number;
  headers: { contentType: string | null; date: string | null };
  body: Buffer;
};

function checkOutside(response: UpstreamResponse): UpstreamResponse {
  const { status, encoding } = response;
  if (status === 429 || status === 502 || status === 503 || status === 504) {
    response.body.destroy();
    throw new UpstreamError(
      "provider_unavailable",
      "status",
      `The host responded with status ${status}. Try again later.`,
      {
        retry: true,
        outage: status !== 429,
        provider: { status },
      },
    );
  }
  if (encoding === null || /^(identity)?$/i.test(encoding.trim())) return response;
  response.body.destroy();
  throw new UpstreamError(
    "provider_invalid",
    "encoding",
    "The host's response is encoded, although identity encoding was requested. Check the proxies in between.",
  );
}

/**
 * Calls another host than the provider (trusted keys, single sign-on) and returns any final status.
 * @throws UpstreamError if no complete response arrives
 */
export async function fetchUpstream(address: string | URL, options: UpstreamFetchOptions): Promise<UpstreamJson> {
  const { provider } = settings();
  const { form, accept, authorization, timeoutMs = provider.timeoutMs, deadlineMs = provider.deadlineMs } = options;
  const content = form ? { type: "application/x-www-form-urlencoded", text: form.toString() } : options.content;
  const method = content ? "POST" : "GET";
  const message: UpstreamRequest = { url: new URL(address), method, accept, authorization, content, timeoutMs };
  return withDeadline(deadlineMs, options.signal, async (deadline) => {
    const response = await callUpstream(message, deadline, checkOutside, content ? 1 : maxTries);
    const body = await readUpstreamBody(response, options.maxBytes, deadline);
    return { status: response.status, headers: { contentType: response.contentType, date: response.date }, body };
  });
}
