"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { Role } from "#lib/person";
import { openPages } from "./open-pages.ts";

export function MainNavigation({ roles }: { roles: readonly Role[] }) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  // The product's name leads to the home page.
  const open = openPages(roles).filter(({ name }) => name !== "home");
  return (
    <nav aria-label={t("navigation")} className="flex gap-1 max-lg:flex-col">
      {open.map(({ name, path }) => (
        <Link
          key={name}
          href={path}
          prefetch={false}
          aria-current={pathname === path ? "page" : undefined}
          className="flex min-h-8 items-center rounded-md px-2 text-sm whitespace-nowrap text-soft hover:bg-raised hover:text-ink aria-[current]:text-accent"
        >
          {t(`pages.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
