"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { paths } from "#lib/paths";
import type { Role } from "#lib/person";

const pages = [
  { name: "requests", path: paths.signatureRequests(), roles: ["reviewer"] },
  { name: "audit", path: paths.audit(), roles: ["auditor", "admin"] },
  { name: "diagnostics", path: paths.diagnostics(), roles: ["admin"] },
] as const satisfies readonly { name: string; path: string; roles: readonly Role[] }[];

export function MainNavigation({ roles }: { roles: readonly Role[] }) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const open = pages.filter((page) => page.roles.some((role) => roles.includes(role)));
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
