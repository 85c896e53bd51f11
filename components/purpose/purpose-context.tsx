"use client";

import { createContext, useContext } from "react";
import type { Purpose } from "#lib/purpose/schema";

type ConfirmedPurpose = { purpose: Purpose | null; setPurpose: (purpose: Purpose) => void };

/** The purpose confirmed for this page's request, or null. */
export const PurposeContext = createContext<ConfirmedPurpose>({ purpose: null, setPurpose: () => undefined });

export const useConfirmedPurpose = (): ConfirmedPurpose => useContext(PurposeContext);

export const usePurpose = (): Purpose | null => useConfirmedPurpose().purpose;

/** True if the person confirmed a ticket or purpose on this page, or its link named the one that is confirmed in this session. */
export const TicketConfirmedContext = createContext(false);

export const useIsTicketConfirmed = (): boolean => useContext(TicketConfirmedContext);
