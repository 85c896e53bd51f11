"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEvidence } from "#components/evidence/evidence-context";
import { Verbatim } from "#components/ui/verbatim";
import type { Conclusion } from "#lib/agreement/conclusion";
import { paths } from "#lib/paths";
import { useOverview } from "./overview-context.tsx";

/** The claimed digest and the file's own in blocks of eight, where their difference decided; else nothing. */
export function useDecisiveDigests({
  fact,
}: Conclusion): { expected: string; found: string; file: string; number: number } | null {
  const { archiveState } = useOverview();
  if (fact?.kind !== "digest" || fact.fileNumber === null || fact.file === null) return null;
  const found = archiveState.checks.get(fact.fileNumber)?.sha256 ?? null;
  return found === null ? null : { expected: fact.claimed, found, file: fact.file, number: fact.fileNumber };
}

type DecisiveDigestsProps = NonNullable<ReturnType<typeof useDecisiveDigests>> & { isSigned: boolean };

export function DecisiveDigests({ expected, found, file, number, isSigned }: DecisiveDigestsProps) {
  const t = useTranslations("overview.decisive");
  const { srId, evidenceId } = useEvidence();
  return (
    <div className="min-w-0 space-y-2">
      <dl className="space-y-0.5 rounded-lg border border-line bg-raised px-3 py-2 text-[0.8125rem]">
        <dt className="text-xs text-soft">{t(isSigned ? "signed" : "stated")}</dt>
        <dd>
          <Blocks text={expected} />
        </dd>
        <dt className="text-xs text-soft">{t("archive")}</dt>
        <dd className="text-contradicted">
          <Blocks text={found} />
        </dd>
      </dl>
      <Link
        href={paths.evidenceFile(srId, evidenceId, number)}
        prefetch={false}
        className="inline-block min-h-6 font-medium break-all text-accent underline underline-offset-2"
      >
        {t.rich("open", { file: () => <Verbatim key="file" text={file.split("/").at(-1) ?? ""} cap={40} /> })}
      </Link>
    </div>
  );
}

/** Hexadecimal digits in blocks that never break; other texts as sent. */
function Blocks({ text }: { text: string }) {
  if (!/^[0-9a-f]{16,128}$/i.test(text)) return <Verbatim text={text} cap={140} />;
  const blocks = text.match(/.{1,8}/g) ?? [];
  return (
    <code className="flex flex-wrap gap-x-1.5 font-mono text-xs">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks may be equal, and never change their order
        <span key={index}>{block}</span>
      ))}
    </code>
  );
}
