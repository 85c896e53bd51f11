"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEvidence } from "#components/evidence/evidence-context";
import { type EvidenceTab, paths } from "#lib/paths";
import { useOverview } from "./overview-context.tsx";
import { StatementStrip } from "./statement-strip.tsx";

const tabs: readonly EvidenceTab[] = ["overview", "record", "files", "token", "history"];

/** Findings of the case and the tabs. Tabs are links, so that a ticket can cite their URLs. */
export function EvidenceTabs() {
  const { overview } = useOverview();
  return (
    <>
      <StatementStrip findings={overview.findings} />
      <Tabs />
    </>
  );
}

function Tabs() {
  const t = useTranslations("evidence");
  const { srId, evidenceId } = useEvidence();
  const pathname = usePathname();
  return (
    <nav aria-label={t("title")} className="mb-5 overflow-x-auto border-b border-line print:hidden">
      <ul className="flex gap-1">
        {tabs.map((tab) => {
          const path = paths.evidence(srId, evidenceId, tab);
          return (
            <li key={tab}>
              <Link
                href={path}
                prefetch={false}
                scroll={false}
                data-shortcut="tab"
                aria-current={pathname === path ? "page" : undefined}
                className="-mb-px flex min-h-11 items-center border-b-2 border-transparent px-3 text-[0.9375rem] whitespace-nowrap text-soft hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-accent"
              >
                {t(`tabs.${tab}`)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
