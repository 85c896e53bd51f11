"use client";

import type { ReactNode } from "react";
import { setMaskingOwner } from "#lib/evidence/use-masking";

export function MaskingOwner({ owner, children }: { owner: string; children: ReactNode }) {
  setMaskingOwner(owner);
  return children;
}
