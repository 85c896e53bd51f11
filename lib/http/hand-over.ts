import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { Readable } from "node:stream";
import { once } from "#lib/database/once";

/** Takes the body of the answer that is under way; from then on it is the taker's to read to its end or to destroy. */
export type TakeBody = (body: Readable) => void;

const takers = () => once("body-takers", () => new AsyncLocalStorage<TakeBody>());

/** The server around Next: whatever `work` hands over on its way goes to `take`. */
export function takingBodies<T>(take: TakeBody, work: () => T): T {
  return takers().run(take, work);
}

/**
 * A route: gives a large body to the server around Next, which sends it in place of the empty one that the route then
 * answers with. See docs/decisions/large-bodies.md.
 * @returns false where nobody takes it (the development server): then it goes through Next
 */
export function handOver(body: Readable): boolean {
  const take = takers().getStore();
  take?.(body);
  return take !== undefined;
}
