"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { CompareDialog } from "#components/compare/compare-dialog";
import { Verbatim } from "#components/ui/verbatim";
import type { Archive } from "#lib/files/archive-session";
import type { CasePicture } from "#lib/overview/case-pictures";
import { paths } from "#lib/paths";
import { useOverview } from "./overview-context.tsx";
import { useCompareItems } from "./use-compare-items.tsx";

type CaseCompareProps = {
  archive: Archive;
  pictures: readonly CasePicture[];
  first: number;
  second: number;
  logEntry: number;
  onClose: () => void;
};

/** Compares any two pictures of this case; another signer's evidence is a link, because its bytes are not here. */
export function CaseCompare({ archive, pictures, ...opened }: CaseCompareProps) {
  const { artefacts, isHidden, reveal } = useOverview();
  const { srId, evidenceId, request } = artefacts;
  const items = useCompareItems(archive, pictures);
  return (
    <CompareDialog
      {...opened}
      evidence={{ srId, evidenceId }}
      title={request?.title ? <Verbatim plain text={request.title} cap={80} /> : srId}
      items={items}
      isHidden={isHidden}
      onReveal={reveal}
      others={<OtherSigners />}
    />
  );
}

function OtherSigners() {
  const t = useTranslations("compare");
  const { artefacts } = useOverview();
  const { srId, evidenceId, request } = artefacts;
  const others = (request?.signers ?? []).flatMap((signer, index) =>
    signer.evidenceId !== null && signer.evidenceId !== evidenceId
      ? [{ position: index + 1, evidenceId: signer.evidenceId }]
      : [],
  );
  if (others.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-3 text-[0.8125rem]">
      <span className="text-soft">{t("others")}</span>
      {others.map((other) => (
        <Link
          key={other.position}
          href={paths.evidence(srId, other.evidenceId)}
          prefetch={false}
          className="text-accent underline underline-offset-2"
        >
          {t("otherSigner", { position: other.position })}
        </Link>
      ))}
    </p>
  );
}
