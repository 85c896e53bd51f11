import "server-only";
import type { Readable } from "node:stream";
import { settings } from "#lib/env";
import { callUpstream } from "#lib/upstream/call-upstream";
import { type Deadline, startDeadline } from "#lib/upstream/deadline";
import { readUpstreamBody } from "#lib/upstream/read-body";
import type { UpstreamRequest, UpstreamResponse } from "#lib/upstream/send-request";
import { UpstreamError } from "#lib/upstream/upstream-error";
import { AccessTokenRejectedError, checkResponse } from "./check-response.ts";
import type { CredentialPatterns } from "./credential-patterns.ts";
import type { Endpoint } from "./endpoints.ts";
import { currentToken } from "./log-in.ts";
import { type AcceptedKind, acceptHeader } from "./media-types.ts";
import { type ProviderState, providerState } from "./state.ts";

/** A read-only, idempotent request to the provider. */
export type ProviderRequest = {
  endpoint: Endpoint;
  kind: AcceptedKind;
  url: URL;
  maxBytes: number;
  deadlineMs: number;
  signal?: AbortSignal | undefined;
};

/** A usable 200 response of an accepted type. The consumer reads or destroys the body, then calls `deadline.end()`. */
export type ProviderResponse = {
  body: Readable;
  announcedBytes: number | null;
  maxBytes: number;
  deadline: Deadline;
  hasExcessBytes(): boolean;
  /** Our credentials, to detect a provider that echoes them. */
  secrets: CredentialPatterns;
  holdsSecret(body: Buffer): boolean;
};

async function requestWith(
  token: string,
  request: ProviderRequest,
  state: ProviderState,
  deadline: Deadline,
): Promise<UpstreamResponse> {
  const { url, kind, endpoint, maxBytes } = request;
  const message: UpstreamRequest = {
    url,
    method: "GET",
    accept: acceptHeader[kind],
    authorization: `Bearer ${token}`,
    timeoutMs: settings().provider.timeoutMs,
  };
  const holdsSecret = (text: string) => state.guard.holdsSecret(text);
  return callUpstream(message, deadline, async (response) => {
    await checkResponse(response, { endpoint, kind, maxBytes, holdsSecret, nowMs: state.clock.now() }, deadline);
    return response;
  });
}

/** Retries once with a fresh access token if the first is rejected. */
async function sendWithToken(
  request: ProviderRequest,
  state: ProviderState,
  deadline: Deadline,
): Promise<UpstreamResponse> {
  let refusal: AccessTokenRejectedError | null = null;
  for (let round = 0; round < 2; round += 1) {
    const token = await currentToken(state, deadline);
    try {
      return await requestWith(token, request, state, deadline);
    } catch (error) {
      if (!(error instanceof AccessTokenRejectedError)) throw error;
      refusal = error;
      state.login.forget(token);
    }
  }
  const detail = "The provider rejected an access token that it had just issued. Try again later, or ask the provider.";
  throw new UpstreamError("provider_login_failed", "credentials", detail, { provider: refusal?.provider });
}

/** Returns once the headers arrive; the body streams. @throws UpstreamError with a problem code of the contract */
export async function openResponse(request: ProviderRequest): Promise<ProviderResponse> {
  const state = providerState();
  const deadline = startDeadline(request.deadlineMs, request.signal, state.clock);
  try {
    const { body, announcedBytes, hasExcessBytes } = await sendWithToken(request, state, deadline);
    return {
      body,
      announcedBytes,
      maxBytes: request.maxBytes,
      deadline,
      hasExcessBytes,
      secrets: state.guard.patterns(),
      holdsSecret: (whole) => state.guard.holdsSecret(whole),
    };
  } catch (error) {
    deadline.end();
    throw deadline.signal.aborted ? deadline.signal.reason : error;
  }
}

/** @throws UpstreamError with a problem code of the contract */
export async function fetchBody(request: ProviderRequest): Promise<Buffer> {
  const response = await openResponse(request);
  try {
    const body = await readUpstreamBody(response, request.maxBytes, response.deadline);
    if (body.length === 0)
      throw new UpstreamError("provider_invalid", "empty", "The provider's response is empty. Try again later.");
    if (response.holdsSecret(body))
      throw new UpstreamError(
        "provider_invalid",
        "echo",
        "The provider's response contains Evidence Desk's credentials and was withheld. Ask the provider.",
      );
    return body;
  } finally {
    response.deadline.end();
  }
}
