"use client";

import type { ReactNode } from "react";
import { setMaskingOwner } from "#lib/evidence/use-masking";

/** Says whose masking choice counts before anything below asks for it. */
export function MaskingOwner({ owner, children }: { owner: string; children: ReactNode }) {
  setMaskingOwner(owner);
  return children;
}
