import "server-only";
import { settings } from "#lib/env";
import { type Deadline, startDeadline } from "#lib/upstream/deadline";
import { collect } from "#lib/upstream/read-body";
import { withRetry } from "#lib/upstream/retry";
import { send } from "#lib/upstream/send-request";
import { ProviderFault } from "#lib/upstream/upstream-error";
import { readAnswer, TokenRefused } from "./check-response.ts";
import { acceptHeader } from "./media-types.ts";
import type { ProviderState } from "./state.ts";
import { resolveUnder } from "./urls.ts";

const maxTokenBytes = 64 * 1024;

/** The token in the login's answer: plain text, or a JSON string. It goes into a header, so its characters are checked. */
export function readLoginToken(body: Buffer): string {
  let text = body.toString("utf8").trim();
  if (text.startsWith('"')) {
    try {
      text = String(JSON.parse(text));
    } catch {
      text = "";
    }
  }
  if (/^[\x21-\x7e]{8,}$/.test(text)) return text;
  throw new ProviderFault(
    "provider_invalid",
    "unreadable",
    "The provider's login answered with something that is no token.",
  );
}

/** Says "refused" for every way in which the provider turns our credentials down. */
function readRefusal(error: unknown): unknown {
  const credentials = (provider: ProviderFault["provider"]) =>
    new ProviderFault(
      "provider_login_failed",
      "credentials",
      "The provider refused our API credentials. Check SKRIBBLE_API_USERNAME and SKRIBBLE_API_KEY.",
      { provider },
    );
  if (error instanceof TokenRefused) return credentials(error.provider);
  const status = error instanceof ProviderFault && error.reason === "status" ? error.provider?.status : undefined;
  if (error instanceof ProviderFault && status && [400, 403, 422].includes(status)) return credentials(error.provider);
  return error;
}

async function logInOnce(state: ProviderState, deadline: Deadline): Promise<string> {
  const { apiUrl, username, apiKey, timeoutMs } = settings().provider;
  const url = resolveUnder(apiUrl, "/access/login");
  const content = { type: "application/json", text: JSON.stringify({ username, "api-key": apiKey }) };
  const arrival = await send(
    state.dispatcher,
    { url, method: "POST", accept: `text/plain, ${acceptHeader.token}`, content, timeoutMs },
    deadline,
  );
  const holdsSecret = (text: string) => state.guard.holdsSecret(text);
  await readAnswer(
    arrival,
    { endpoint: "login", kind: "token", maxBytes: maxTokenBytes, holdsSecret, nowMs: state.clock.now() },
    deadline,
  );
  return readLoginToken(await collect(arrival, maxTokenBytes, deadline));
}

/**
 * Logs in at the provider (`POST /access/login`), with the retries of a read: a login changes nothing there.
 * @throws ProviderFault with reason `credentials` when the provider refused us
 */
export async function fetchLoginToken(state: ProviderState): Promise<string> {
  const { apiUrl, deadlineMs } = settings().provider;
  const deadline = startDeadline(deadlineMs, undefined, state.clock);
  try {
    return await state.circuits.run(new URL(apiUrl).host, (tries) =>
      withRetry(() => logInOnce(state, deadline), deadline, state.clock, tries),
    );
  } catch (error) {
    throw readRefusal(deadline.signal.aborted ? deadline.signal.reason : error);
  } finally {
    deadline.end();
  }
}
