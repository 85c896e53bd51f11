import { ScanSearch } from "lucide-react";
import { useTranslations } from "next-intl";
import { LanguageChoice } from "#components/ui/language-choice";
import { Notice } from "#components/ui/notice";
import { paths } from "#lib/paths";
import { demoAccounts, demoPassword } from "#lib/session/demo-accounts";
import { OidcSignIn } from "./company-sign-in.tsx";
import { DemoSignIn } from "./demo-sign-in.tsx";

/** `reason` says why the user must sign in again, if known. */
type Props = { isDemo: boolean; returnTo: string; reason: "noRole" | "refused" | "provider" | "limited" | null };

export function SignInPanel({ isDemo, returnTo, reason }: Props) {
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
            tone={reason === "noRole" ? "unsure" : "contradicted"}
            role="alert"
            title={t(`reason.${reason}.title`)}
          >
            <p>{t(`reason.${reason}.text`)}</p>
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
