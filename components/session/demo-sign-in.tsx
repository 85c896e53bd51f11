"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { ApiError } from "#lib/api-client";
import { signInWithDemo } from "#lib/session/sign-in-and-out";

type Account = { email: string; name: string; roles: readonly ("reviewer" | "lead" | "auditor" | "admin")[] };
type Props = { accounts: readonly Account[]; password: string; returnTo: string };

const field = "mt-1 block w-full rounded-lg border border-edge bg-paper px-3 py-2 text-ink";

export function DemoSignIn({ accounts, password, returnTo }: Props) {
  const t = useTranslations("session");
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<"refused" | "limited" | "unreachable" | null>(null);

  const enter = (email: string, secret: string) => {
    setBusy(true);
    setFailure(null);
    signInWithDemo(email, secret, returnTo).catch((error) => {
      const status = error instanceof ApiError ? error.problem.status : 0;
      setFailure(status === 401 ? "refused" : status === 429 ? "limited" : "unreachable");
      setBusy(false);
    });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    enter(String(form.get("email")), String(form.get("password")));
  };

  return (
    <>
      <ul className="divide-y divide-line overflow-hidden rounded-xl border border-line">
        {accounts.map((account) => (
          <li key={account.email}>
            <button
              type="button"
              disabled={isBusy}
              onClick={() => enter(account.email, password)}
              className="group flex w-full items-center gap-3 bg-sheet px-4 py-3 text-left hover:bg-raised focus-visible:-outline-offset-2 disabled:opacity-60"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{account.name}</span>
                <span className="block text-soft">
                  {t(`demo.does.${account.roles.length > 1 ? "everything" : (account.roles[0] ?? "reviewer")}`)}
                </span>
              </span>
              <ArrowRight aria-hidden className="size-4 shrink-0 text-soft group-hover:text-accent" />
            </button>
          </li>
        ))}
      </ul>
      {failure ? (
        <p role="alert" className="mt-3 text-contradicted">
          {t(`failure.${failure}`)}
        </p>
      ) : null}
      <details className="mt-5">
        <summary className="text-soft hover:text-ink">{t("demo.byPassword")}</summary>
        <form onSubmit={submit} className="mt-3 space-y-3">
          <label className="block">
            {t("email")}
            <input name="email" type="email" autoComplete="username" required className={field} />
          </label>
          <label className="block">
            {t("password")}
            <input name="password" type="password" autoComplete="current-password" required className={field} />
          </label>
          <Button type="submit" look="primary" disabled={isBusy}>
            {t("title")}
          </Button>
        </form>
      </details>
    </>
  );
}
