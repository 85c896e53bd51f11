import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";

/** `path` is missing for the current page; `beside` follows the link. */
export type Crumb = { key: string; label: ReactNode; path?: string; beside?: ReactNode };

export function Breadcrumb({ label, crumbs }: { label: string; crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label={label} className="mb-2 text-[0.8125rem] text-soft print:hidden">
      <ol className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {crumbs.map(({ key, label, path, beside }, index) => (
          <Fragment key={key}>
            {index > 0 ? (
              <li aria-hidden>
                <ChevronRight className="size-3.5" />
              </li>
            ) : null}
            <li className="flex min-w-0 items-center gap-0.5">
              {path ? (
                <Link
                  href={path}
                  prefetch={false}
                  className="inline-flex min-h-6 items-center hover:text-ink hover:underline"
                >
                  {label}
                </Link>
              ) : (
                <span aria-current="page">{label}</span>
              )}
              {beside}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}
