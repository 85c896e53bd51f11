"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "#components/ui/button";
import { PasskeysDialog, type PasskeysHandle } from "./passkeys-dialog.tsx";

/** Opens the person's passkeys from the account menu. */
export function PasskeysButton() {
  const t = useTranslations("passkey");
  const dialog = useRef<PasskeysHandle>(null);
  return (
    <div>
      <Button icon={KeyRound} onClick={() => dialog.current?.open()}>
        {t("title")}
      </Button>
      <PasskeysDialog ref={dialog} />
    </div>
  );
}
