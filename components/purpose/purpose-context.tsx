"use client";

import { createContext, useContext } from "react";
import type { Purpose } from "#lib/purpose/schema";

/** The purpose confirmed for this page's request, or null. */
export const PurposeContext = createContext<Purpose | null>(null);

export const usePurpose = (): Purpose | null => useContext(PurposeContext);
