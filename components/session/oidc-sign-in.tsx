"use client";

import { LogIn } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { signInWithOidc } from "#lib/session/sign-in-and-out";

export function OidcSignIn({ returnTo }: { returnTo: string }) {
  const t = useTranslations("session");
  const [state, setState] = useState<"ready" | "leaving" | "failed">("ready");
  const enter = () => {
    setState("leaving");
    signInWithOidc(returnTo).catch(() => setState("failed"));
  };
  return (
    <>
      <Button look="primary" icon={LogIn} onClick={enter} disabled={state === "leaving"}>
        {t("company.enter")}
      </Button>
      {state === "failed" ? (
        <p role="alert" className="mt-3 text-contradicted">
          {t("failure.unreachable")}
        </p>
      ) : null}
    </>
  );
}
