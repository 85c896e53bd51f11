import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LiveRegion } from "#components/ui/live-region";
import { hasRole, type Role } from "#lib/person";
import { Brand } from "./brand.tsx";
import { CommandPalette } from "./command-palette.tsx";
import { type Environment, EnvironmentBadges } from "./environment-badges.tsx";
import { HeaderSearch } from "./header-search.tsx";
import { MainNavigation } from "./main-navigation.tsx";
import { Shortcuts } from "./shortcuts.tsx";

type ShellProps = {
  roles: readonly Role[];
  environment: Environment;
  isPurposeRequired: boolean;
  account: ReactNode;
  children: ReactNode;
};

export function Shell({ roles, environment, isPurposeRequired, account, children }: ShellProps) {
  const t = useTranslations("shell");
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-sheet px-3 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {t("skip")}
      </a>
      <header className="border-b border-line bg-sheet print:hidden">
        <div className="mx-auto flex max-w-[92rem] flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 sm:px-6">
          <Brand />
          <div className="order-last w-full min-w-0 md:order-none md:w-auto md:max-w-2xl md:flex-1">
            {hasRole(roles, "reviewer") ? <HeaderSearch isPurposeRequired={isPurposeRequired} /> : null}
          </div>
          <div className="max-md:hidden">
            <EnvironmentBadges environment={environment} />
          </div>
          <div className="ml-auto flex min-w-0 items-center gap-2">
            <div className="max-lg:hidden">
              <MainNavigation roles={roles} />
            </div>
            <div className="md:hidden">
              <EnvironmentBadges environment={environment} />
            </div>
            <CommandPalette roles={roles} />
            {account}
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto max-w-[78rem] px-4 py-6 outline-none sm:px-6">
        {children}
      </main>
      <p
        aria-hidden
        className="pointer-events-none fixed inset-0 z-50 hidden items-center justify-center border-y-4 text-[5rem] font-semibold whitespace-nowrap text-[#000]/35 print:flex"
      >
        {t("notRecorded")}
      </p>
      <Shortcuts />
      <LiveRegion />
    </>
  );
}
