"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { Skeleton } from "#components/ui/skeleton";
import { Verbatim } from "#components/ui/verbatim";
import { parameters, withParameters } from "#lib/paths";
import { isPurposeConfirmed, maxPurposeLength, type PurposeState, readPurposeText } from "#lib/purpose/model";
import type { Purpose } from "#lib/purpose/schema";
import { PurposeContext, TicketConfirmedContext } from "./purpose-context.tsx";
import { PurposeForm } from "./purpose-form.tsx";
import { useQueueTicket } from "./use-queue-ticket.ts";

/** `srId` is null for lists and searches. */
type PurposeGateProps = {
  srId: string | null;
  state: PurposeState;
  /** The page shows the confirmed purpose itself. */
  isShownInside?: boolean;
  children: ReactNode;
};

function readLink(search: URLSearchParams): Purpose | null {
  const read = (name: string) => readPurposeText(search.get(name)?.trim().slice(0, maxPurposeLength) ?? "");
  const link = { ticket: read(parameters.ticket), purpose: read(parameters.purpose) };
  return link.ticket === null && link.purpose === null ? null : link;
}

/**
 * Shows the purpose form: instead of the page if one is required and not confirmed, else above it if a link names
 * an unconfirmed one. Removes ticket and purpose from the URL after confirmation.
 */
export function PurposeGate({ srId, state, isShownInside = false, children }: PurposeGateProps) {
  const t = useTranslations("purpose");
  const pathname = usePathname();
  const [confirmed, setConfirmed] = useState(state.confirmed);
  const [link, setLink] = useState(readLink(useSearchParams()));

  /** Removes ticket and purpose from the URL. */
  function leaveAddress() {
    const { search, hash } = window.location;
    const kept = new URLSearchParams(search);
    kept.delete(parameters.ticket);
    kept.delete(parameters.purpose);
    window.history.replaceState(null, "", `${withParameters(pathname, kept)}${hash}`);
  }

  const { isConfirming } = useQueueTicket(srId, confirmed, setConfirmed);
  const isKnown = link !== null && isPurposeConfirmed(link, confirmed);
  const [isConfirmedHere, setIsConfirmedHere] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is left once, when its purpose turns out to be known
  useEffect(() => {
    if (isKnown) leaveAddress();
  }, [isKnown]);

  // The person confirmed the queue's ticket for all its cases; the form would ask again.
  if (isConfirming) return <Skeleton lines={6} />;
  const isBlocked = state.required && confirmed === null;
  const needsForm = isBlocked || (link !== null && !isKnown);
  const form = needsForm ? (
    <PurposeForm
      srId={srId}
      isRequired={isBlocked}
      link={
        link && {
          ticket: link.ticket ?? confirmed?.ticket ?? null,
          purpose: link.purpose ?? confirmed?.purpose ?? null,
        }
      }
      onConfirmed={(purpose) => {
        setConfirmed(purpose);
        setIsConfirmedHere(true);
        setLink(null);
        leaveAddress();
      }}
      onSkip={() => {
        setLink(null);
        leaveAddress();
      }}
    />
  ) : null;
  if (isBlocked) return form;
  return (
    <>
      {form ? <div className="mb-6 print:hidden">{form}</div> : null}
      {confirmed && !form && !isShownInside ? (
        <p className="mb-3 flex flex-wrap items-center gap-x-2 text-xs text-soft">
          <span>{t("confirmed")}</span>
          {confirmed.ticket ? <Verbatim text={confirmed.ticket} cap={80} /> : null}
          {confirmed.purpose ? <Verbatim text={confirmed.purpose} cap={120} /> : null}
        </p>
      ) : null}
      <PurposeContext value={{ purpose: confirmed, setPurpose: setConfirmed }}>
        <TicketConfirmedContext value={isKnown || isConfirmedHere}>{children}</TicketConfirmedContext>
      </PurposeContext>
    </>
  );
}
