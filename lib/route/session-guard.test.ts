import { beforeEach, describe, expect, it, vi } from "vitest";
import { type ClientConnection, withConnection } from "#lib/http/client-connection";
import { guardSession } from "./session-guard.ts";

const watch = vi.hoisted(() => ({ end: (_reason: string) => {}, stops: 0 }));
vi.mock("#lib/session/watch-requests", () => ({
  requestWatch: () => ({
    add: ({ onEnd }: { onEnd: (reason: string) => void }) => {
      watch.end = onEnd;
      return () => {
        watch.stops += 1;
      };
    },
  }),
}));

const person = { subject: "ada", name: "Ada", email: null, roles: ["reviewer"] as const, sessionId: "s1" };

describe("the guard of a request", () => {
  let client: AbortController;
  let resets: number;
  let close: () => void;
  const guard = () => {
    const connection: ClientConnection = {
      reset: () => {
        resets += 1;
      },
      onClose: (listener) => {
        close = listener;
      },
    };
    return withConnection(connection, () => guardSession(person, ["reviewer"], client.signal));
  };

  beforeEach(() => {
    client = new AbortController();
    resets = 0;
    watch.stops = 0;
  });

  it("aborts a handler before its response, and resets a response that is being sent", () => {
    const waiting = guard();
    watch.end("revoked");
    expect([waiting.signal.aborted, waiting.ending(), resets]).toEqual([
      true,
      { reason: "revoked", isSending: false },
      0,
    ]);
    expect(waiting.signal.reason).toMatchObject({ code: "unauthenticated" });
    const sending = guard();
    sending.startSending();
    watch.end("idle");
    expect([sending.signal.aborted, sending.ending(), resets]).toEqual([true, { reason: "idle", isSending: true }, 1]);
  });

  it("reports no end of the session to a client that had disconnected before", () => {
    const { signal, ending } = guard();
    client.abort();
    expect(signal.aborted).toBe(true);
    watch.end("revoked");
    expect(ending()).toBeNull();
  });

  it("stops with the connection; in the development server, which has none, with the handler", () => {
    guard().startSending();
    expect(watch.stops).toBe(0);
    close();
    expect(watch.stops).toBe(1);
    guardSession(person, ["reviewer"], client.signal).startSending();
    expect(watch.stops).toBe(2);
  });
});
