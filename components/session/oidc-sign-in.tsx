"use client";

import { LogIn } from "lucide-react";
import { useTranslations } from "next-intl";
import { signInWithOidc } from "#lib/session/sign-in-and-out";
import { LeaveButton } from "./leave-button.tsx";

export function OidcSignIn({ returnTo }: { returnTo: string }) {
  const t = useTranslations("session");
  const leave = () => signInWithOidc(returnTo);
  return (
    <LeaveButton
      look="primary"
      icon={LogIn}
      label={t("company.enter")}
      failure={t("failure.unreachable")}
      leave={leave}
    />
  );
}
