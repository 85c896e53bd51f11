import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { Writable } from "node:stream";
import { singleton } from "#lib/runtime/singleton";

/** A body too large for memory, which writes itself. */
export type StreamingBody = {
  /**
   * Writes all bytes to `destination` with back-pressure and ends it.
   * @param reset resets the connection when the body is incomplete, so that the client detects the truncation
   */
  sendTo(destination: Writable, reset: () => void): void;
  /** Handles a client that disconnects before or during sending. */
  abandon(): void;
};

export type Body = Buffer | StreamingBody;

export type DirectBodySink = (body: Body) => void;

const takers = () => singleton("body-takers", () => new AsyncLocalStorage<DirectBodySink>());

export function withDirectBodies<T>(take: DirectBodySink, work: () => T): T {
  return takers().run(take, work);
}

/**
 * Passes a body to the server around Next, which sends it after Next's head (docs/decisions/bodies-past-next.md).
 * @returns false without a sink (development server): send the body through Next
 */
export function sendDirectly(body: Body): boolean {
  const take = takers().getStore();
  take?.(body);
  return take !== undefined;
}
