import "server-only";
import { settings } from "#lib/env";
import { providerState } from "#lib/provider/state";
import { startDeadline } from "./deadline.ts";
import { collect } from "./read-body.ts";
import { withRetry } from "./retry.ts";
import { type Arrival, send } from "./send-request.ts";
import { ProviderFault } from "./upstream-error.ts";

export type OutsideOptions = {
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

function checkOutside(arrival: Arrival): void {
  const { status, encoding } = arrival;
  if (status === 429 || status === 502 || status === 503 || status === 504) {
    arrival.body.destroy();
    throw new ProviderFault("provider_unavailable", "status", `The host answered with status ${status}.`, {
      retry: true,
      outage: status !== 429,
      provider: { status },
    });
  }
  if (encoding === null || /^(identity)?$/i.test(encoding.trim())) return;
  arrival.body.destroy();
  throw new ProviderFault(
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
export async function fetchOutside(address: string | URL, options: OutsideOptions): Promise<OutsideAnswer> {
  const { provider } = settings();
  const { dispatcher, circuits, clock } = providerState();
  const url = new URL(address);
  const { form, accept, authorization, timeoutMs = provider.timeoutMs } = options;
  const content = form ? { type: "application/x-www-form-urlencoded", text: form.toString() } : undefined;
  const deadline = startDeadline(options.deadlineMs ?? provider.deadlineMs, options.signal, clock);
  const once = async () => {
    const method = form ? "POST" : "GET";
    const arrival = await send(dispatcher, { url, method, accept, authorization, content, timeoutMs }, deadline);
    checkOutside(arrival);
    return arrival;
  };
  try {
    const arrival = await circuits.run(url.host, (tries) => withRetry(once, deadline, clock, form ? 1 : tries));
    const body = await collect(arrival, options.maxBytes, deadline);
    return { status: arrival.status, headers: { contentType: arrival.contentType, date: arrival.date }, body };
  } catch (error) {
    throw deadline.signal.aborted ? deadline.signal.reason : error;
  } finally {
    deadline.end();
  }
}
