import { useEffect, useState } from "react";
import { confirmPurpose } from "#lib/purpose/query";
import type { Purpose } from "#lib/purpose/schema";
import { useQueue } from "#lib/queue/queue-store";

/**
 * Confirms the queue's ticket for a case of the queue, which its person chose for all of them. Nothing happens if a
 * ticket is confirmed already, and for pages outside the queue. A failure leaves the form to the person.
 */
export function useQueueTicket(
  srId: string | null,
  confirmed: Purpose | null,
  onConfirmed: (purpose: Purpose) => void,
): { isConfirming: boolean } {
  const queue = useQueue();
  const [failed, setFailed] = useState(false);
  const isOfQueue = queue?.cases.some((one) => one.srId === srId) ?? false;
  const ticket = isOfQueue && confirmed === null && !failed ? (queue?.ticket ?? null) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: confirmed once for each request and ticket
  useEffect(() => {
    if (ticket === null || srId === null) return;
    let left = false;
    confirmPurpose(srId, { ticket, purpose: null, source: "typed" }).then(
      (purpose) => !left && onConfirmed(purpose),
      () => !left && setFailed(true),
    );
    return () => {
      left = true;
    };
  }, [srId, ticket]);
  return { isConfirming: ticket !== null };
}
