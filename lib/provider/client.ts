import "server-only";
import type { Readable } from "node:stream";
import { settings } from "#lib/env";
import { callUpstream } from "#lib/upstream/call-upstream";
import { type Deadline, startDeadline } from "#lib/upstream/deadline";
import { collect } from "#lib/upstream/read-body";
import type { UpstreamRequest, UpstreamResponse } from "#lib/upstream/send-request";
import { UpstreamError } from "#lib/upstream/upstream-error";
import { AccessTokenRejectedError, checkResponse, type Endpoint } from "./check-response.ts";
import { currentToken } from "./log-in.ts";
import { acceptHeader, type Kind } from "./media-types.ts";
import { type ProviderState, providerState } from "./state.ts";

/** One question to the provider. Reads only; asking twice changes nothing. */
export type ProviderRequest = {
  endpoint: Endpoint;
  kind: Kind;
  url: URL;
  maxBytes: number;
  deadlineMs: number;
  signal?: AbortSignal | undefined;
};

/**
 * A usable answer on its way: a 200 of an accepted type. Whoever takes it reads the body to its end or destroys it, and
 * calls `deadline.end()` after.
 */
export type ProviderResponse = {
  body: Readable;
  announcedBytes: number | null;
  maxBytes: number;
  deadline: Deadline;
  hasSurplus(): boolean;
  /** Our own credentials in every form they may take: they must not travel on if the provider echoes them. */
  secrets: Buffer[];
  /** The same for a body held whole. */
  holdsSecret(body: Buffer): boolean;
};

async function askWith(
  token: string,
  question: ProviderRequest,
  state: ProviderState,
  deadline: Deadline,
): Promise<UpstreamResponse> {
  const { url, kind, endpoint, maxBytes } = question;
  const message: UpstreamRequest = {
    url,
    method: "GET",
    accept: acceptHeader[kind],
    authorization: `Bearer ${token}`,
    timeoutMs: settings().provider.timeoutMs,
  };
  const holdsSecret = (text: string) => state.guard.holdsSecret(text);
  return callUpstream(message, deadline, async (arrival) => {
    await checkResponse(arrival, { endpoint, kind, maxBytes, holdsSecret, nowMs: state.clock.now() }, deadline);
    return arrival;
  });
}

/** With a token; when that is refused, once more with a fresh one. */
async function ask(question: ProviderRequest, state: ProviderState, deadline: Deadline): Promise<UpstreamResponse> {
  let refusal: AccessTokenRejectedError | null = null;
  for (let round = 0; round < 2; round += 1) {
    const token = await currentToken(state, deadline);
    try {
      return await askWith(token, question, state, deadline);
    } catch (error) {
      if (!(error instanceof AccessTokenRejectedError)) throw error;
      refusal = error;
      state.login.forget(token);
    }
  }
  const detail = "The provider refused a login token that it had just issued.";
  throw new UpstreamError("provider_login_failed", "credentials", detail, { provider: refusal?.provider });
}

/**
 * Asks and waits for the answer's headers: login, retries, circuit and deadline included. The body streams.
 * @throws ProviderFault with a code of the contract
 */
export async function openResponse(question: ProviderRequest): Promise<ProviderResponse> {
  const state = providerState();
  const deadline = startDeadline(question.deadlineMs, question.signal, state.clock);
  try {
    const { body, announcedBytes, hasSurplus } = await ask(question, state, deadline);
    return {
      body,
      announcedBytes,
      maxBytes: question.maxBytes,
      deadline,
      hasSurplus,
      secrets: state.guard.forms(),
      holdsSecret: (whole) => state.guard.holdsSecret(whole),
    };
  } catch (error) {
    deadline.end();
    throw deadline.signal.aborted ? deadline.signal.reason : error;
  }
}

/**
 * Asks and reads the whole answer into memory.
 * @throws ProviderFault with a code of the contract
 */
export async function fetchBody(question: ProviderRequest): Promise<Buffer> {
  const answer = await openResponse(question);
  try {
    const body = await collect(answer, question.maxBytes, answer.deadline);
    if (body.length === 0) throw new UpstreamError("provider_invalid", "empty", "The provider sent an empty answer.");
    if (answer.holdsSecret(body))
      throw new UpstreamError(
        "provider_invalid",
        "echo",
        "The provider's answer repeats our own credentials; it was withheld.",
      );
    return body;
  } finally {
    answer.deadline.end();
  }
}
