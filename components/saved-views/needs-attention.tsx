"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarClock, ChevronRight, Hourglass, type LucideIcon, Stamp, Users, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { paths, withParameters } from "#lib/paths";
import { formatViewFilter, type ViewFilter, wholeView } from "#lib/saved-views/model";
import { viewListQuery } from "#lib/saved-views/query";
import { HomeCard } from "./home-card.tsx";

const rows: readonly {
  name: "contradiction" | "over_72h" | "second_review" | "expiring" | "mine_undecided";
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
    name: "second_review",
    icon: Users,
    colour: "text-unsure",
    filter: wholeView("second_review"),
  },
  {
    name: "expiring",
    icon: CalendarClock,
    colour: "text-unsure",
    filter: wholeView("expiring"),
  },
  {
    name: "mine_undecided",
    icon: Stamp,
    colour: "text-soft",
    filter: { ...wholeView("mine"), sort: "attention" },
  },
];

/** Counts of what this installation knows; each opens its view. A count of zero stays in its place. */
export function NeedsAttention() {
  const t = useTranslations("savedViews.attention");
  const views = useQuery(viewListQuery());
  return (
    <HomeCard
      title={t("title")}
      aside={
        <Link href={paths.signatureRequests()} prefetch={false} className="text-accent underline">
          {t("all")}
        </Link>
      }
      isPending={views.isPending}
      failure={views.error ? t("failed") : null}
    >
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
    </HomeCard>
  );
}
