"use client";

import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { signOut } from "#lib/session/sign-in-and-out";
import { LeaveButton } from "./leave-button.tsx";

/** Ends the session in every tab. */
export function SignOutButton() {
  const t = useTranslations("session");
  return <LeaveButton icon={LogOut} label={t("signOut")} failure={t("signOutFailed")} leave={signOut} />;
}
