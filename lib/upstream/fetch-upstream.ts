import "server-only";
import { settings } from "#lib/env";
import { callUpstream, withDeadline } from "./call-upstream.ts";
import { collect } from "./read-body.ts";
import { maxTries } from "./retry.ts";
import type { UpstreamRequest, UpstreamResponse } from "./send-request.ts";
import { UpstreamError } from "./upstream-error.ts";

export type UpstreamFetchOptions = {
  accept: string;
  /** To the answer's headers; default SKRIBBLE_TIMEOUT_MS. */
  timeoutMs?: number;
  /** For the whole, tries included; default SKRIBBLE_DEADLINE_MS. */
  deadlineMs?: number;
  maxBytes: number;
  signal?: AbortSignal;
  /** `Authorization` of the caller's own, for that host; never the provider's. */
  authorization?: string;
  /** A form to send by POST; such a call is tried once only. */
  form?: URLSearchParams;
};

export type OutsideAnswer = {
  status: number;
  headers: { contentType: string | null; date: string | null };
  body: Buffer;
};

function checkOutside(arrival: UpstreamResponse): UpstreamResponse {
  const { status, encoding } = arrival;
  if (status === 429 || status === 502 || status === 503 || status === 504) {
    arrival.body.destroy();
    throw new UpstreamError("provider_unavailable", "status", `The host answered with status ${status}.`, {
      retry: true,
      outage: status !== 429,
      provider: { status },
    });
  }
  if (encoding === null || /^(identity)?$/i.test(encoding.trim())) return arrival;
  arrival.body.destroy();
  throw new UpstreamError(
    "provider_invalid",
    "encoding",
    "The host encoded its answer although we asked for it as it is.",
  );
}

/**
 * One call to another host than the provider (trusted keys, single sign-on) under the same limits: no redirects, no
 * decoding, bounded time and size, a circuit per host, retries for reads. Any final status is returned, not judged.
 * @throws ProviderFault when no whole answer came
 */
export async function fetchUpstream(address: string | URL, options: UpstreamFetchOptions): Promise<OutsideAnswer> {
  const { provider } = settings();
  const { form, accept, authorization, timeoutMs = provider.timeoutMs, deadlineMs = provider.deadlineMs } = options;
  const content = form ? { type: "application/x-www-form-urlencoded", text: form.toString() } : undefined;
  const method = form ? "POST" : "GET";
  const message: UpstreamRequest = { url: new URL(address), method, accept, authorization, content, timeoutMs };
  return withDeadline(deadlineMs, options.signal, async (deadline) => {
    const arrival = await callUpstream(message, deadline, checkOutside, form ? 1 : maxTries);
    const body = await collect(arrival, options.maxBytes, deadline);
    return { status: arrival.status, headers: { contentType: arrival.contentType, date: arrival.date }, body };
  });
}
