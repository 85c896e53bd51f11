import { Comparer } from "./worker-client.ts";

/** How long the worker stays without a page that uses it: the next case of a queue opens within that time. Milliseconds. */
const idleMs = 10_000;

let comparer: Comparer | null = null;
let leases = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The comparer of this tab. Its worker is kept from one case to the next, because its start takes longer than a comparison. */
export function sharedComparer(): Comparer {
  comparer ??= new Comparer();
  return comparer;
}

/** Keeps the worker until the returned function is called, and a while longer. It remembers nothing of a case. */
export function leaseComparer(): () => void {
  leases += 1;
  clearTimeout(timer);
  return () => {
    leases -= 1;
    if (leases === 0) timer = setTimeout(() => sharedComparer().dispose(), idleMs);
  };
}
