import { Comparer } from "./worker-client.ts";

/** How long the worker stays without a page that uses it: the next case of a queue opens within that time. Milliseconds. */
const idleMs = 10_000;

const comparer = new Comparer();
let leases = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Ends the worker after a while without a page. A new call starts it again. */
function endWhenUnused(): void {
  clearTimeout(timer);
  timer = setTimeout(() => leases === 0 && comparer.dispose(), idleMs);
}

/** The comparer of this tab. Its worker is kept from one case to the next, because its start takes longer than a comparison. */
export const sharedComparer: Pick<Comparer, "compare"> = comparer;

/** Starts the worker before there is anything to compare. */
export function warmComparer(): void {
  comparer.warm();
  endWhenUnused();
}

/** Keeps the worker until the returned function is called, and a while longer. It remembers nothing of a case. */
export function leaseComparer(): () => void {
  leases += 1;
  return () => {
    leases -= 1;
    endWhenUnused();
  };
}
