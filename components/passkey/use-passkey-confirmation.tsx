"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { Button } from "#components/ui/button";
import { announce } from "#components/ui/live-region";
import { PasskeyFault } from "#lib/passkey/fault";
import { confirmDigest, passkeysQuery, usablePasskeys } from "#lib/passkey/query";
import { PasskeysDialog, type PasskeysHandle } from "./passkeys-dialog.tsx";

export type PasskeyConfirmation = {
  /** Asks the authenticator. @throws what `fail` made of the words, or ApiError */
  confirm: (digest: string) => Promise<unknown>;
  /** What the form says before it is sent. */
  notice: ReactNode;
  /** The dialog that the notice opens; it stands beside the form, because forms do not nest. */
  dialog: ReactNode;
};

/**
 * Confirmation of a decision with the person's passkey.
 * @param isRequired null is returned unless
 * @param fail makes the error that the form shows, from words
 */
export function usePasskeyConfirmation(
  isRequired: boolean,
  fail: (words: string) => Error,
): PasskeyConfirmation | null {
  const t = useTranslations("passkey");
  const queries = useQueryClient();
  const dialog = useRef<PasskeysHandle>(null);
  const { data: list } = useQuery({ ...passkeysQuery(), enabled: isRequired });
  if (!isRequired) return null;
  const isMissing = list !== undefined && usablePasskeys(list).length === 0;

  async function confirm(digest: string): Promise<unknown> {
    // Another tab may have added or revoked one since.
    const current = await queries.fetchQuery(passkeysQuery());
    announce(t("decision.asking"));
    try {
      return await confirmDigest(digest, current);
    } catch (error) {
      if (error instanceof PasskeyFault) throw fail(t(`fault.${error.reason}`, { origin: current.origin }));
      throw error;
    }
  }

  const notice = (
    <div className="flex gap-3 rounded-lg border border-line px-4 py-3">
      <KeyRound aria-hidden className="mt-0.5 size-5 shrink-0 text-accent" />
      <div>
        <p className="font-semibold">{t("decision.title")}</p>
        <p className="text-soft">{t(isMissing ? "decision.none" : "decision.asked")}</p>
        {isMissing ? (
          <div className="mt-2">
            <Button icon={KeyRound} onClick={() => dialog.current?.open()}>
              {t("decision.manage")}
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  );
  return { confirm, notice, dialog: <PasskeysDialog ref={dialog} /> };
}
