"use client";

import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { signOut } from "#lib/session/sign-in-and-out";

/** Ends the session in every tab. */
export function SignOutButton() {
  const t = useTranslations("session");
  const [state, setState] = useState<"ready" | "leaving" | "failed">("ready");
  const leave = () => {
    setState("leaving");
    signOut().catch(() => setState("failed"));
  };
  return (
    <div>
      <Button icon={LogOut} onClick={leave} disabled={state === "leaving"}>
        {t("signOut")}
      </Button>
      {state === "failed" ? (
        <p role="alert" className="mt-2 text-contradicted">
          {t("signOutFailed")}
        </p>
      ) : null}
    </div>
  );
}
