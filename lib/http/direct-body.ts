import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { Writable } from "node:stream";
import { singleton } from "#lib/runtime/singleton";

/** A body too large to be held, which sends itself. */
export type StreamingBody = {
  /**
   * Writes everything to `destination`, at its pace, and ends it.
   * @param reset breaks the connection off where there is no whole end, so that nobody takes it for one
   */
  sendTo(destination: Writable, reset: () => void): void;
  /** The client is gone, whether sending had begun or not. Means nothing after the end. */
  abandon(): void;
};

/** The body of an answer: held whole, or large. */
export type Body = Buffer | StreamingBody;

/** Takes the body of the answer that is under way. */
export type DirectBodySink = (body: Body) => void;

const takers = () => singleton("body-takers", () => new AsyncLocalStorage<DirectBodySink>());

/** The server around Next: whatever `work` hands over on its way goes to `take`. */
export function withDirectBodies<T>(take: DirectBodySink, work: () => T): T {
  return takers().run(take, work);
}

/**
 * A route: gives a body to the server around Next, which sends it in place of the empty one that the route then
 * answers with. See docs/decisions/bodies-past-next.md.
 * @returns false where nobody takes it (the development server): then it goes through Next
 */
export function sendDirectly(body: Body): boolean {
  const take = takers().getStore();
  take?.(body);
  return take !== undefined;
}
