"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEvidence } from "#components/evidence/evidence-context";
import type { Finding } from "#components/evidence/finding";
import { toneIcon, toneText } from "#components/ui/badge";
import { type EvidenceTab, paths } from "#lib/paths";

type StatementName = "identification" | "token" | "files" | "agreement";

const statements: readonly { name: StatementName; tab: EvidenceTab }[] = [
  { name: "identification", tab: "overview" },
  { name: "token", tab: "token" },
  { name: "files", tab: "files" },
  { name: "agreement", tab: "overview" },
];

/** Four statements, each a link to its tab. None is green until the identification is completed. */
export function StatementStrip({ findings }: { findings: Record<StatementName, Finding | null> }) {
  const mayBeGreen = findings.identification?.tone === "proven";
  return (
    <ul className="mb-6 grid grid-cols-2 gap-3 lg:grid-cols-4">
      {statements.map(({ name, tab }) => (
        <Statement key={name} name={name} tab={tab} found={findings[name]} mayBeGreen={mayBeGreen} />
      ))}
    </ul>
  );
}

type StatementProps = { name: StatementName; tab: EvidenceTab; found: Finding | null; mayBeGreen: boolean };

function Statement({ name, tab, found, mayBeGreen }: StatementProps) {
  const t = useTranslations("evidence.statements");
  const { srId, evidenceId } = useEvidence();
  const finding: Finding = found ?? { tone: "silent", label: t("notChecked"), detail: t(`${name}.open`) };
  const tone = finding.tone === "proven" && !mayBeGreen ? "silent" : finding.tone;
  const Icon = toneIcon[tone];
  return (
    <li className="relative rounded-xl border border-line bg-sheet px-4 py-3 hover:border-edge">
      <h2 className="text-[0.8125rem] text-soft">
        <Link href={paths.evidence(srId, evidenceId, tab)} prefetch={false} className="after:absolute after:inset-0">
          {t(`${name}.title`)}
        </Link>
      </h2>
      <p className={`mt-1 flex items-start gap-1.5 font-semibold ${toneText[tone]}`}>
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span className="min-w-0 break-words">{finding.label}</span>
      </p>
      <p className="mt-1 text-[0.8125rem] break-words text-soft">{finding.detail}</p>
    </li>
  );
}
