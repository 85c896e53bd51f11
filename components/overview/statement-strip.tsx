"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEvidence } from "#components/evidence/evidence-context";
import { toneIcon, toneText } from "#components/ui/badge";
import { useMessage } from "#components/ui/use-message";
import { type Finding, type FindingName, findingNames } from "#lib/overview/model";
import { type EvidenceTab, paths } from "#lib/paths";

const tabOf: Record<FindingName, EvidenceTab> = {
  identification: "overview",
  token: "token",
  files: "files",
  agreement: "overview",
};

/** One line of four findings, each a link to its tab. */
export function StatementStrip({ findings }: { findings: Record<FindingName, Finding> }) {
  return (
    <ul className="mb-3 flex flex-wrap gap-x-6 gap-y-1 text-[0.8125rem] print:mb-4">
      {findingNames.map((name) => (
        <Statement key={name} name={name} finding={findings[name]} />
      ))}
    </ul>
  );
}

function Statement({ name, finding }: { name: FindingName; finding: Finding }) {
  const t = useTranslations("evidence.statements");
  const textOf = useMessage();
  const { srId, evidenceId } = useEvidence();
  const { tone, label, detail } = finding;
  const Icon = toneIcon[tone];
  return (
    <li className="flex min-h-6 min-w-0 items-center gap-1.5" title={detail ? textOf(detail) : undefined}>
      <Link
        href={paths.evidence(srId, evidenceId, tabOf[name])}
        prefetch={false}
        className="text-soft hover:text-ink hover:underline"
      >
        {t(`${name}.title`)}
      </Link>
      <Icon aria-hidden className={`size-4 shrink-0 ${toneText[tone]}`} />
      <span className={`min-w-0 font-medium break-words ${toneText[tone]}`}>{textOf(label)}</span>
      {detail ? <span className="sr-only print:not-sr-only">{textOf(detail)}</span> : null}
    </li>
  );
}
