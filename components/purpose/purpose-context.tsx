"use client";

import { createContext, useContext } from "react";
import type { Purpose } from "#lib/purpose/schema";

/** The purpose confirmed for this page's request, or null. */
export const PurposeContext = createContext<Purpose | null>(null);

export const usePurpose = (): Purpose | null => useContext(PurposeContext);

/** True if the person confirmed a ticket or purpose on this page, or its link named the one that is confirmed in this session. */
export const TicketConfirmedContext = createContext(false);

export const useIsTicketConfirmed = (): boolean => useContext(TicketConfirmedContext);
