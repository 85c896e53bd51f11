import { CircleUserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LanguageChoice } from "#components/ui/language-choice";
import { ThemeChoice } from "#components/ui/theme-choice";
import type { Role } from "#lib/person";
import { OwnSessionsButton } from "./own-sessions-button.tsx";
import { SignOutButton } from "./sign-out-button.tsx";

type AccountMenuProps = { name: string; roles: readonly Role[]; theme: string; children?: ReactNode };

/** Works without JavaScript. */
export function AccountMenu({ name, roles, theme, children }: AccountMenuProps) {
  const t = useTranslations("session");
  return (
    <details className="group relative print:hidden" name="header-menu">
      <summary className="flex min-h-9 list-none items-center gap-2 rounded-lg px-2 text-soft hover:bg-raised hover:text-ink [&::-webkit-details-marker]:hidden">
        <CircleUserRound aria-hidden className="size-5 shrink-0" />
        <span className="sr-only">{t("account")}</span>
        <bdi className="max-w-40 truncate max-sm:sr-only">{name}</bdi>
      </summary>
      <div className="absolute right-0 z-20 mt-1 w-72 space-y-4 rounded-xl border border-line bg-sheet p-4 shadow-lg">
        <div>
          <p className="break-words font-semibold">
            <bdi>{name}</bdi>
          </p>
          <ul className="mt-1 text-soft">
            {roles.map((role) => (
              <li key={role}>{t(`role.${role}`)}</li>
            ))}
          </ul>
        </div>
        {children}
        <ThemeChoice current={theme} />
        <LanguageChoice />
        <OwnSessionsButton />
        <SignOutButton />
      </div>
    </details>
  );
}
