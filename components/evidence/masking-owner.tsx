"use client";

import type { ReactNode } from "react";
import { setMaskingOwner } from "#lib/evidence/use-masking";

/** Sets the owner of the masking choice before any child reads it. */
export function MaskingOwner({ owner, children }: { owner: string; children: ReactNode }) {
  setMaskingOwner(owner);
  return children;
}
