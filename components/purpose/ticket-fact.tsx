"use client";

import { Pencil, Plus, Ticket } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { announce } from "#components/ui/live-region";
import { Verbatim } from "#components/ui/verbatim";
import { ApiError } from "#lib/api-client";
import { maxPurposeLength, readPurposeText } from "#lib/purpose/model";
import { confirmPurpose } from "#lib/purpose/query";
import { useConfirmedPurpose } from "./purpose-context.tsx";

/** Ticket and purpose of this request in the title line. Enter saves the ticket, Escape leaves it as it was. */
export function TicketFact({ srId }: { srId: string }) {
  const t = useTranslations("purpose.fact");
  const { purpose } = useConfirmedPurpose();
  const [isEdited, setEdited] = useState(false);
  const button = useRef<HTMLSpanElement>(null);
  const ticket = purpose?.ticket ?? null;

  const wasEdited = useRef(false);
  // An effect, because the button that takes the focus back is rendered again first.
  useEffect(() => {
    if (wasEdited.current && !isEdited) button.current?.querySelector("button")?.focus();
    wasEdited.current = isEdited;
  }, [isEdited]);

  if (isEdited) return <TicketForm srId={srId} onClose={() => setEdited(false)} />;
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      {ticket === null ? null : (
        <>
          <Ticket aria-hidden className="size-4 shrink-0" />
          {t("ticket")}{" "}
          <span className="font-medium text-ink">
            <Verbatim plain text={ticket} cap={60} />
          </span>
        </>
      )}
      {purpose?.purpose ? <Verbatim plain text={purpose.purpose} cap={80} /> : null}
      <span ref={button} className="-my-1.5 print:hidden">
        {ticket === null ? (
          <Button look="quiet" icon={Plus} onClick={() => setEdited(true)}>
            {t("add")}
          </Button>
        ) : (
          <Button look="quiet" icon={Pencil} iconOnly onClick={() => setEdited(true)}>
            {t("edit")}
          </Button>
        )}
      </span>
    </span>
  );
}

function TicketForm({ srId, onClose }: { srId: string; onClose: () => void }) {
  const t = useTranslations("purpose.fact");
  const { purpose, setPurpose } = useConfirmedPurpose();
  const [state, setState] = useState<"idle" | "saving" | "empty" | "failed">("idle");

  async function save(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const ticket = readPurposeText(String(new FormData(event.currentTarget).get("ticket") ?? ""));
    if (ticket === null && !purpose?.purpose) return setState("empty");
    if (ticket === (purpose?.ticket ?? null)) return onClose();
    setState("saving");
    try {
      setPurpose(await confirmPurpose(srId, { ticket, purpose: purpose?.purpose ?? null, source: "typed" }));
      announce(t("saved"));
      onClose();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setState("failed");
    }
  }

  return (
    <form onSubmit={save} className="inline-flex flex-wrap items-center gap-1.5">
      <label className="inline-flex items-center gap-1.5">
        <Ticket aria-hidden className="size-4" />
        {t("ticket")}
        <input
          name="ticket"
          // biome-ignore lint/a11y/noAutofocus: the person pressed the button to type here
          autoFocus
          defaultValue={purpose?.ticket ?? ""}
          maxLength={maxPurposeLength}
          autoComplete="off"
          disabled={state === "saving"}
          aria-invalid={state === "empty"}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.preventDefault();
            onClose();
          }}
          className="min-h-8 w-40 rounded-md border border-edge bg-sheet px-2 text-ink"
        />
      </label>
      <Button type="submit" disabled={state === "saving"}>
        {t("save")}
      </Button>
      <Button look="quiet" onClick={onClose}>
        {t("cancel")}
      </Button>
      {state === "empty" || state === "failed" ? (
        <span role="alert" className="text-[0.8125rem] text-contradicted">
          {t(state)}
        </span>
      ) : null}
    </form>
  );
}
