"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useEvidence } from "#components/evidence/evidence-context";
import { toneIcon, toneText } from "#components/ui/badge";
import { useMessage } from "#components/ui/use-message";
import type { Finding } from "#lib/overview/model";
import { type EvidenceTab, paths } from "#lib/paths";
import { useOverview } from "./overview-context.tsx";

const tabs: readonly EvidenceTab[] = ["overview", "record", "files", "token", "history"];

/** The tabs, each with its own finding. They are links, so that a ticket can cite their URLs. */
export function EvidenceTabs() {
  const t = useTranslations("evidence");
  const { srId, evidenceId } = useEvidence();
  const { overview } = useOverview();
  const pathname = usePathname();
  // A page of a tab has no evidence in it. It is fetched ahead once the person comes near or has checked everything.
  const [isNear, setIsNear] = useState(false);
  const isLikely = isNear || (overview.notOpened.length === 0 && !overview.isChecking);
  return (
    <nav
      aria-label={t("title")}
      onPointerEnter={() => setIsNear(true)}
      onFocus={() => setIsNear(true)}
      className="mb-5 overflow-x-auto border-b border-line print:hidden"
    >
      <ul className="flex gap-1">
        {tabs.map((tab) => {
          const path = paths.evidence(srId, evidenceId, tab);
          return (
            <li key={tab}>
              <Link
                href={path}
                prefetch={isLikely && pathname !== path}
                scroll={false}
                data-shortcut="tab"
                data-command={t(`tabs.${tab}`)}
                aria-current={pathname === path ? "page" : undefined}
                className="-mb-px flex min-h-11 items-center gap-2 border-b-2 border-transparent px-3 text-[0.9375rem] whitespace-nowrap text-soft hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-accent"
              >
                {t(`tabs.${tab}`)}
                {tab === "record" || tab === "files" || tab === "token" ? (
                  <TabFinding finding={overview.tabs[tab]} />
                ) : null}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Its width is kept while the finding changes, so that the other tabs stay where they are. */
function TabFinding({ finding: { tone, label, detail } }: { finding: Finding }) {
  const textOf = useMessage();
  // Grey and equal: a tick, but not green.
  const Icon = tone === "silent" && isEqual(label.key) ? Check : toneIcon[tone];
  return (
    <span
      title={detail ? textOf(detail) : undefined}
      className={`inline-flex min-w-[6.25rem] items-center gap-1 text-[0.8125rem] font-medium ${toneText[tone]}`}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {textOf(label)}
    </span>
  );
}

const isEqual = (key: string) =>
  ["overview.tabs.agrees", "overview.tabs.signed", "overview.tabs.undamaged"].includes(key);
