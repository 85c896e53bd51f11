import { CircleUserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LanguageChoice } from "#components/ui/language-choice";
import { Popover } from "#components/ui/popover";
import { ThemeChoice } from "#components/ui/theme-choice";
import type { Role } from "#lib/person";
import { OwnSessionsButton } from "./own-sessions-button.tsx";
import { SignOutButton } from "./sign-out-button.tsx";

type AccountMenuProps = { name: string; roles: readonly Role[]; theme: string; children?: ReactNode };

const popoverId = "account-menu";

/** Works without JavaScript. */
export function AccountMenu({ name, roles, theme, children }: AccountMenuProps) {
  const t = useTranslations("session");
  return (
    <div className="print:hidden">
      <button
        type="button"
        popoverTarget={popoverId}
        className="flex min-h-9 items-center gap-2 rounded-lg px-2 text-soft hover:bg-raised hover:text-ink"
      >
        <CircleUserRound aria-hidden className="size-5 shrink-0" />
        <span className="sr-only">{t("account")}</span>
        <bdi className="max-w-40 truncate max-sm:sr-only">{name}</bdi>
      </button>
      <Popover
        id={popoverId}
        className="absolute inset-auto top-14 right-[max(1rem,calc((100vw-92rem)/2+1.5rem))] m-0 max-h-[calc(100dvh-4rem)] w-72 space-y-4 overflow-y-auto rounded-xl border border-line bg-sheet p-4 text-ink shadow-lg"
      >
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
      </Popover>
    </div>
  );
}
