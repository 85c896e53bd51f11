import "server-only";
import { settings } from "#lib/env";
import { raceAbort } from "#lib/runtime/race-abort";
import { callUpstream, withDeadline } from "#lib/upstream/call-upstream";
import type { Deadline } from "#lib/upstream/deadline";
import { readUpstreamBody } from "#lib/upstream/read-body";
import type { UpstreamRequest } from "#lib/upstream/send-request";
import { UpstreamError } from "#lib/upstream/upstream-error";
import { AccessTokenRejectedError, checkResponse } from "./check-response.ts";
import { acceptHeader } from "./media-types.ts";
import type { ProviderState } from "./state.ts";
import { resolveWithinBase } from "./urls.ts";

const maxBytes = 64 * 1024;

/** Reads plain text or a JSON string, and validates its characters, because the token goes into a header. */
export function parseAccessToken(body: Buffer): string {
  let text = body.toString("utf8").trim();
  if (text.startsWith('"')) {
    try {
      text = String(JSON.parse(text));
    } catch {
      text = "";
    }
  }
  if (/^[\x21-\x7e]{8,}$/.test(text)) return text;
  throw new UpstreamError(
    "provider_invalid",
    "unreadable",
    "The provider's login response isn't a token. Check SKRIBBLE_API_URL.",
  );
}

function readRefusal(error: unknown): unknown {
  const credentials = (provider: UpstreamError["provider"]) =>
    new UpstreamError(
      "provider_login_failed",
      "credentials",
      "The provider rejected the API credentials. Check SKRIBBLE_API_USERNAME and SKRIBBLE_API_KEY.",
      { provider },
    );
  if (error instanceof AccessTokenRejectedError) return credentials(error.provider);
  const status = error instanceof UpstreamError && error.reason === "status" ? error.provider?.status : undefined;
  if (error instanceof UpstreamError && status && [400, 403, 422].includes(status)) return credentials(error.provider);
  return error;
}

/** Retries, because a login is idempotent. @throws UpstreamError with reason `credentials` if the provider rejects us */
export async function logIn({ guard, clock }: ProviderState): Promise<string> {
  const { apiUrl, username, apiKey, timeoutMs, deadlineMs } = settings().provider;
  const message: UpstreamRequest = {
    url: resolveWithinBase(apiUrl, "/access/login"),
    method: "POST",
    accept: `text/plain, ${acceptHeader.token}`,
    content: { type: "application/json", text: JSON.stringify({ username, "api-key": apiKey }) },
    timeoutMs,
  };
  const holdsSecret = (text: string) => guard.holdsSecret(text);
  const logIn = (deadline: Deadline) =>
    callUpstream(message, deadline, async (response) => {
      const nowMs = clock.now();
      await checkResponse(response, { endpoint: "login", kind: "token", maxBytes, holdsSecret, nowMs }, deadline);
      return parseAccessToken(await readUpstreamBody(response, maxBytes, deadline));
    });
  return withDeadline(deadlineMs, undefined, logIn).catch((error: unknown) => {
    throw readRefusal(error);
  });
}

/** Concurrent callers share one login. @throws UpstreamError the deadline's reason, or the login failure */
export async function currentToken(state: ProviderState, deadline: Deadline): Promise<string> {
  return raceAbort(
    state.login.token(() => logIn(state)),
    deadline.signal,
  );
}
