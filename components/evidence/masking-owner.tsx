"use client";

import type { ReactNode } from "react";
import { setMaskingOwner } from "#lib/evidence/use-masking";
import { setQueueOwner } from "#lib/queue/queue-store";

/** Tells the stores of this browser whose they are, before a child reads them. */
export function MaskingOwner({ owner, children }: { owner: string; children: ReactNode }) {
  setMaskingOwner(owner);
  setQueueOwner(owner);
  return children;
}
