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

/** Four statements, each a link to its tab. */
export function StatementStrip({ findings }: { findings: Record<FindingName, Finding> }) {
  return (
    <ul className="mb-6 grid grid-cols-2 gap-3 lg:grid-cols-4">
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
    <li className="relative rounded-xl border border-line bg-sheet px-4 py-3 hover:border-edge">
      <h2 className="text-[0.8125rem] text-soft">
        <Link
          href={paths.evidence(srId, evidenceId, tabOf[name])}
          prefetch={false}
          className="after:absolute after:inset-0"
        >
          {t(`${name}.title`)}
        </Link>
      </h2>
      <p className={`mt-1 flex items-start gap-1.5 font-semibold ${toneText[tone]}`}>
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span className="min-w-0 break-words">{textOf(label)}</span>
      </p>
      <p className="mt-1 text-[0.8125rem] break-words text-soft">{detail ? textOf(detail) : ""}</p>
    </li>
  );
}
