import { ScanSearch } from "lucide-react";
import { useTranslations } from "next-intl";
import { LanguageChoice } from "#components/ui/language-choice";
import { Notice } from "#components/ui/notice";
import { paths } from "#lib/paths";
import { demoAccounts, demoPassword } from "#lib/session/demo-accounts";
import type { SignInReason } from "#lib/session/sign-in-reasons";
import { DemoSignIn } from "./demo-sign-in.tsx";
import { OidcSignIn } from "./oidc-sign-in.tsx";

/** `reason` says why the user must sign in again, if known; `roleClaim` is the claim that contains groups. */
type Props = { isDemo: boolean; returnTo: string; reason: SignInReason | null; roleClaim: string };

/** The sign-on service answered as it should; the account is not ready. */
const accountReasons: readonly (SignInReason | null)[] = ["noRole", "rolesOverage"];

export function SignInPanel({ isDemo, returnTo, reason, roleClaim }: Props) {
  const t = useTranslations("session");
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-4 py-10">
      <p className="flex items-center gap-2 text-base font-semibold text-accent">
        <ScanSearch aria-hidden className="size-5" />
        {t("product")}
      </p>
      <h1 className="mt-6 text-2xl font-semibold">{t("title")}</h1>
      <p className="mt-2 text-base text-soft">{returnTo === paths.home() ? t("intro") : t("introReturn")}</p>
      {reason ? (
        <div className="mt-5">
          <Notice
            tone={accountReasons.includes(reason) ? "unsure" : "contradicted"}
            role="alert"
            title={t(`reason.${reason}.title`)}
          >
            <p>{t(`reason.${reason}.text`, { claim: roleClaim })}</p>
          </Notice>
        </div>
      ) : null}
      <div className="mt-6">
        {isDemo ? (
          <>
            <p className="mb-3 text-soft">{t("demo.explained")}</p>
            <DemoSignIn accounts={demoAccounts} password={demoPassword} returnTo={returnTo} />
          </>
        ) : (
          <OidcSignIn returnTo={returnTo} />
        )}
      </div>
      <p className="mt-8 border-t border-line pt-4 text-xs text-soft">{t("recorded")}</p>
      <div className="mt-4">
        <LanguageChoice />
      </div>
    </main>
  );
}
