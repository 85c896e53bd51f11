import "server-only";
import { settings } from "#lib/env";
import { startDeadline, within } from "#lib/upstream/deadline";
import { collect } from "#lib/upstream/read-body";
import { send } from "#lib/upstream/send-request";
import { ProviderFault } from "#lib/upstream/upstream-error";
import { type Endpoint, readAnswer, TokenRefused } from "./check-response.ts";
import { fetchLoginToken } from "./log-in.ts";
import { acceptHeader, type Kind } from "./media-types.ts";
import { providerState } from "./state.ts";

const maxBytes = 4 * 1024 * 1024;
const maxProbeMs = 15_000;

export type Probe = {
  /** The provider's `Date` header. */
  date: string | null;
  tookMs: number;
  /** Held only when asked for. */
  body: Buffer | null;
};

/**
 * Asks once, past circuit and retries, so that a connection check sees the line as it is. Evidence is let go of as soon
 * as its headers were judged.
 * @throws ProviderFault naming what is wrong
 */
export async function probe(question: { endpoint: Endpoint; kind: Kind; url: URL; keepBody: boolean }): Promise<Probe> {
  const { endpoint, kind, url, keepBody } = question;
  const { dispatcher, guard, login, clock } = providerState();
  const { timeoutMs, deadlineMs } = settings().provider;
  const deadline = startDeadline(Math.min(maxProbeMs, deadlineMs), undefined, clock);
  const startedAt = performance.now();
  try {
    const token =
      endpoint === "health"
        ? null
        : await within(
            deadline,
            login.token(() => fetchLoginToken(providerState())),
          );
    const authorization = token === null ? undefined : `Bearer ${token}`;
    const arrival = await send(
      dispatcher,
      { url, method: "GET", accept: acceptHeader[kind], authorization, timeoutMs },
      deadline,
    );
    const holdsSecret = (text: string) => guard.holdsSecret(text);
    await readAnswer(arrival, { endpoint, kind, maxBytes, holdsSecret, nowMs: clock.now() }, deadline).catch(
      (error: unknown) => {
        if (!(error instanceof TokenRefused)) throw error;
        if (token !== null) login.forget(token);
        throw new ProviderFault("provider_login_failed", "credentials", "The provider refused our login token.", {
          provider: error.provider,
        });
      },
    );
    const tookMs = Math.round(performance.now() - startedAt);
    const body = keepBody ? await collect(arrival, maxBytes, deadline) : null;
    arrival.body.destroy();
    return { date: arrival.date, tookMs, body };
  } catch (error) {
    throw deadline.signal.aborted ? deadline.signal.reason : error;
  } finally {
    deadline.end();
  }
}

/** Logs in, or finds that we are: the first question of a check that needs credentials. @throws ProviderFault */
export async function probeLogin(): Promise<void> {
  const state = providerState();
  await state.login.token(() => fetchLoginToken(state));
}
