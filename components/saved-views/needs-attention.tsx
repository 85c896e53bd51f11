"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarClock, ChevronRight, Hourglass, type LucideIcon, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton";
import { paths, withParameters } from "#lib/paths";
import { formatViewFilter, type ViewFilter, wholeView } from "#lib/saved-views/model";
import { viewListQuery } from "#lib/saved-views/query";

const rows: readonly {
  name: "contradiction" | "over_72h" | "expiring";
  icon: LucideIcon;
  colour: string;
  filter: ViewFilter;
}[] = [
  {
    name: "contradiction",
    icon: X,
    colour: "text-contradicted",
    filter: { ...wholeView("all"), sort: "attention", conclusion: "contradiction" },
  },
  {
    name: "over_72h",
    icon: Hourglass,
    colour: "text-unsure",
    filter: wholeView("over_72h"),
  },
  {
    name: "expiring",
    icon: CalendarClock,
    colour: "text-unsure",
    filter: wholeView("expiring"),
  },
];

/** Counts of what this installation knows; each opens its view. A count of zero stays in its place. */
export function NeedsAttention() {
  const t = useTranslations("savedViews.attention");
  const views = useQuery(viewListQuery());
  return (
    <section aria-labelledby="needs-attention" className="overflow-clip rounded-xl border border-line bg-sheet">
      <div className="flex items-center justify-between gap-3 border-b border-line px-4 py-3">
        <h2 id="needs-attention" className="font-semibold">
          {t("title")}
        </h2>
        <Link href={paths.signatureRequests()} prefetch={false} className="text-xs text-accent underline">
          {t("all")}
        </Link>
      </div>
      {views.isPending ? (
        <div className="p-4">
          <Skeleton lines={6} />
        </div>
      ) : null}
      {views.error ? <p className="p-4 text-soft">{t("failed")}</p> : null}
      {views.data ? (
        <ul>
          {rows.map(({ name, icon: Icon, colour, filter }) => {
            const count = views.data.counts[name];
            const isZero = count === 0;
            return (
              <li key={name} className="border-line not-last:border-b">
                <Link
                  href={withParameters(paths.signatureRequests(), formatViewFilter(filter))}
                  prefetch={false}
                  className={`flex min-h-16 items-center gap-3 px-4 py-2.5 hover:bg-raised ${isZero ? "text-soft" : ""}`}
                >
                  <Icon aria-hidden className={`size-4 shrink-0 ${isZero ? "" : colour}`} />
                  <span className="min-w-0 flex-1">
                    <span className={isZero ? "" : "font-medium"}>{t(name)}</span>
                    <span className="block text-xs text-soft">{t(`${name}Hint`)}</span>
                  </span>
                  <span className={isZero ? "" : "font-semibold"}>{count}</span>
                  <ChevronRight aria-hidden className="size-4 shrink-0 text-soft" />
                </Link>
              </li>
            );
          })}
        </ul>
      ) : null}
    </section>
  );
}
