import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonClass } from "#components/ui/button";
import { paths } from "#lib/paths";

type Case = "forbidden" | "notFound";

/** Error page: what happened, what to do, and one link, which loads a new document. */
export function ErrorScreen({ name, children }: { name: Case; children?: ReactNode }) {
  const t = useTranslations("session.deadEnd");
  return (
    <main className="mx-auto max-w-xl px-4 py-20">
      <h1 className="text-2xl font-semibold">{t(`${name}.title`)}</h1>
      <p className="mt-3 text-base text-soft">{t(`${name}.text`)}</p>
      {children}
      <p className="mt-6">
        <a href={paths.home()} className={buttonClass("plain")}>
          {t("home")}
        </a>
      </p>
    </main>
  );
}
