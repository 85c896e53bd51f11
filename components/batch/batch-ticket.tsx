"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { PageTitle } from "#components/ui/page-title";
import { maxPurposeLength, readPurposeText } from "#lib/purpose/model";

/** Asks for the ticket where a purpose is required: nothing is requested before. */
export function BatchTicket({ count, onTicket }: { count: number; onTicket: (ticket: string) => void }) {
  const t = useTranslations("batch");
  const [text, setText] = useState("");
  const ticket = readPurposeText(text);
  return (
    <>
      <PageTitle>{t("checking", { count })}</PageTitle>
      <div className="max-w-xl">
        <Card title={t("ticketTitle")}>
          <form
            className="space-y-4"
            onSubmit={(event) => {
              event.preventDefault();
              if (ticket !== null) onTicket(ticket);
            }}
          >
            <label className="block">
              <span className="mb-1 block text-xs text-soft">{t("ticketLabel")}</span>
              <input
                value={text}
                onChange={(event) => setText(event.target.value)}
                maxLength={maxPurposeLength}
                autoComplete="off"
                className="w-full rounded-lg border border-edge bg-sheet px-3 py-2"
              />
            </label>
            <Button type="submit" look="primary" disabled={ticket === null}>
              {t("start")}
            </Button>
          </form>
        </Card>
      </div>
    </>
  );
}
