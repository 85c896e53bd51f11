"use client";

import { useServerInsertedHTML } from "next/navigation";
import { useRef } from "react";
import { queueKey } from "#lib/queue/model";
import { earlyScript } from "#lib/runtime/early-calls";

type EarlyCallsProps = {
  /** Calls that the page makes whenever it is opened. */
  calls: readonly string[];
  /** A queue in this tab may have a ticket for this case, which is confirmed before the first call. */
  waitsForQueue: boolean;
  nonce: string;
};

/** Starts the calls of a page with its document, before its scripts are loaded. A navigation within the product inserts nothing. */
export function EarlyCalls({ calls, waitsForQueue, nonce }: EarlyCallsProps) {
  const isInserted = useRef(false);
  useServerInsertedHTML(() => {
    // Called for each part of the document that is sent.
    if (isInserted.current) return null;
    isInserted.current = true;
    const script = { __html: earlyScript(calls, waitsForQueue ? queueKey : null) };
    // biome-ignore lint/security/noDangerouslySetInnerHtml: our own script with our own paths
    return <script nonce={nonce} dangerouslySetInnerHTML={script} />;
  });
  return null;
}
