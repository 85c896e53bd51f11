import "server-only";
import { currentConnection } from "#lib/http/client-connection";
import type { Person, Role } from "#lib/person";
import { ProblemError } from "#lib/problem";
import { requestWatch } from "#lib/session/watch-requests";

/** Why the session of a request ended, and whether its response had started by then. */
export type SessionEnding = { reason: string; isSending: boolean };

/** The session of one request, watched from its authorization to the last byte of its response. */
export type SessionGuard = {
  /** Aborts when the client disconnects or the session ends. */
  signal: AbortSignal;
  /** @returns null while the session is active, and if the client had disconnected before its end */
  ending(): SessionEnding | null;
  /** From now on, the end of the session resets the connection, so that a truncated download never looks complete. */
  startSending(): void;
  stop(): void;
};

export function sessionEndedError(): ProblemError {
  return new ProblemError(
    "unauthenticated",
    "The session ended before the response was complete. Sign in to Evidence Desk.",
  );
}

/**
 * Guards a request whose session was checked just now. Without a connection (development server), stops with the handler.
 * @param roles any one of these must remain
 */
export function guardSession(person: Person, roles: readonly Role[], client: AbortSignal): SessionGuard {
  const connection = currentConnection();
  const session = new AbortController();
  const signal = AbortSignal.any([client, session.signal]);
  let ending: SessionEnding | null = null;
  let isSending = false;
  const stop = requestWatch().add({
    sessionId: person.sessionId,
    roles,
    onEnd: (reason) => {
      if (!client.aborted) ending = { reason, isSending };
      // Before the response starts, the handler stops by the signal, and the client gets problem details.
      session.abort(sessionEndedError());
      if (isSending) connection?.reset();
    },
  });
  connection?.onClose(stop);
  return {
    signal,
    ending: () => ending,
    startSending() {
      isSending = true;
      if (connection === null) stop();
    },
    stop,
  };
}
