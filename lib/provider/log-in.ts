import "server-only";
import { settings } from "#lib/env";
import { raceAbort } from "#lib/runtime/race-abort";
import { callUpstream, withDeadline } from "#lib/upstream/call-upstream";
import type { Deadline } from "#lib/upstream/deadline";
import { collect } from "#lib/upstream/read-body";
import type { UpstreamRequest } from "#lib/upstream/send-request";
import { UpstreamError } from "#lib/upstream/upstream-error";
import { AccessTokenRejectedError, checkResponse } from "./check-response.ts";
import { acceptHeader } from "./media-types.ts";
import type { ProviderState } from "./state.ts";
import { resolveWithinBase } from "./urls.ts";

const maxBytes = 64 * 1024;

/** The token in the login's answer: plain text, or a JSON string. It goes into a header, so its characters are checked. */
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
    "The provider's login answered with something that is no token.",
  );
}

/** Says "refused" for every way in which the provider turns our credentials down. */
function readRefusal(error: unknown): unknown {
  const credentials = (provider: UpstreamError["provider"]) =>
    new UpstreamError(
      "provider_login_failed",
      "credentials",
      "The provider refused our API credentials. Check SKRIBBLE_API_USERNAME and SKRIBBLE_API_KEY.",
      { provider },
    );
  if (error instanceof AccessTokenRejectedError) return credentials(error.provider);
  const status = error instanceof UpstreamError && error.reason === "status" ? error.provider?.status : undefined;
  if (error instanceof UpstreamError && status && [400, 403, 422].includes(status)) return credentials(error.provider);
  return error;
}

/**
 * Logs in at the provider (`POST /access/login`), with the retries of a read: a login changes nothing there.
 * @throws ProviderFault with reason `credentials` when the provider refused us
 */
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
    callUpstream(message, deadline, async (arrival) => {
      const nowMs = clock.now();
      await checkResponse(arrival, { endpoint: "login", kind: "token", maxBytes, holdsSecret, nowMs }, deadline);
      return parseAccessToken(await collect(arrival, maxBytes, deadline));
    });
  return withDeadline(deadlineMs, undefined, logIn).catch((error: unknown) => {
    throw readRefusal(error);
  });
}

/**
 * The access token in use; logs in when there is none. Callers at the same time share one login.
 * @throws ProviderFault the deadline's reason, or why the login failed
 */
export async function currentToken(state: ProviderState, deadline: Deadline): Promise<string> {
  return raceAbort(
    state.login.token(() => logIn(state)),
    deadline.signal,
  );
}
