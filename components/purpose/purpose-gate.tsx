"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { AsSent } from "#components/ui/as-sent";
import { maxPurposeLength, type Purpose, type PurposeState } from "#lib/audit/purpose-model";
import { PurposeForm } from "./purpose-form.tsx";

type PurposeGateProps = { srId: string; state: PurposeState; children: ReactNode };

const isSame = (a: Purpose | null, b: Purpose | null) => a?.ticket === b?.ticket && a?.purpose === b?.purpose;

/** What a link prefilled, or null. */
function readLink(parameters: URLSearchParams): Purpose | null {
  const read = (name: string) => parameters.get(name)?.trim().slice(0, maxPurposeLength) || null;
  const link = { ticket: read("ticket"), purpose: read("purpose") };
  return link.ticket === null && link.purpose === null ? null : link;
}

/**
 * Asks for a purpose before evidence opens: where one is required, and where a link names one, which the person then
 * confirms or leaves. Confirmed, ticket and purpose leave the address.
 */
export function PurposeGate({ srId, state, children }: PurposeGateProps) {
  const t = useTranslations("purpose");
  const pathname = usePathname();
  const [confirmed, setConfirmed] = useState(state.confirmed);
  const [link, setLink] = useState(readLink(useSearchParams()));

  function leaveAddress() {
    setLink(null);
    const { search, hash } = window.location;
    const kept = new URLSearchParams(search);
    kept.delete("ticket");
    kept.delete("purpose");
    window.history.replaceState(null, "", `${pathname}${kept.size > 0 ? `?${kept}` : ""}${hash}`);
  }

  const isAsked = (state.required && confirmed === null) || (link !== null && !isSame(link, confirmed));
  if (isAsked)
    return (
      <PurposeForm
        srId={srId}
        isRequired={state.required && confirmed === null}
        link={link}
        onConfirmed={(purpose) => {
          setConfirmed(purpose);
          leaveAddress();
        }}
        onSkip={leaveAddress}
      />
    );
  return (
    <>
      {confirmed ? (
        <p className="mb-3 flex flex-wrap items-center gap-x-2 text-xs text-soft">
          <span>{t("confirmed")}</span>
          {confirmed.ticket ? <AsSent text={confirmed.ticket} cap={80} /> : null}
          {confirmed.purpose ? <AsSent text={confirmed.purpose} cap={120} /> : null}
        </p>
      ) : null}
      {children}
    </>
  );
}
