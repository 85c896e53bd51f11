import "server-only";
import { settings } from "#lib/env";
import { withDeadline } from "#lib/upstream/call-upstream";
import { readUpstreamBody } from "#lib/upstream/read-body";
import { sendRequest } from "#lib/upstream/send-request";
import { UpstreamError } from "#lib/upstream/upstream-error";
import { AccessTokenRejectedError, checkResponse } from "./check-response.ts";
import type { Endpoint } from "./endpoints.ts";
import { currentToken, logIn } from "./log-in.ts";
import { type AcceptedKind, acceptHeader } from "./media-types.ts";
import { providerState } from "./state.ts";

const maxBytes = 4 * 1024 * 1024;
const maxProbeMs = 15_000;

export type Probe = {
  date: string | null;
  tookMs: number;
  /** Null unless requested with `keepBody`. */
  body: Buffer | null;
};

/** Skips circuit breaker and retries, so that a connection check sees the raw behaviour. @throws UpstreamError */
export async function probe(request: {
  endpoint: Endpoint;
  kind: AcceptedKind;
  url: URL;
  keepBody: boolean;
}): Promise<Probe> {
  const { endpoint, kind, url, keepBody } = request;
  const state = providerState();
  const { timeoutMs, deadlineMs } = settings().provider;
  const startedAt = performance.now();
  return withDeadline(Math.min(maxProbeMs, deadlineMs), undefined, async (deadline) => {
    const token = endpoint === "health" ? null : await currentToken(state, deadline);
    const authorization = token === null ? undefined : `Bearer ${token}`;
    const message = { url, method: "GET", accept: acceptHeader[kind], authorization, timeoutMs } as const;
    const response = await sendRequest(state.dispatcher, message, deadline);
    const holdsSecret = (text: string) => state.guard.holdsSecret(text);
    const reading = { endpoint, kind, maxBytes, holdsSecret, nowMs: state.clock.now() };
    await checkResponse(response, reading, deadline).catch((error: unknown) => {
      if (!(error instanceof AccessTokenRejectedError)) throw error;
      if (token !== null) state.login.forget(token);
      const { provider } = error;
      const detail = "The provider rejected the access token. Try again later, or ask the provider.";
      throw new UpstreamError("provider_login_failed", "credentials", detail, { provider });
    });
    const tookMs = Math.round(performance.now() - startedAt);
    const body = keepBody ? await readUpstreamBody(response, maxBytes, deadline) : null;
    response.body.destroy();
    return { date: response.date, tookMs, body };
  });
}

/** Logs in unless a token is cached; first step of a check that needs credentials. @throws UpstreamError */
export async function probeLogin(): Promise<void> {
  const state = providerState();
  await state.login.token(() => logIn(state));
}
