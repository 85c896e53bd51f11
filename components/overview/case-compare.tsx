"use client";

import { useTranslations } from "next-intl";
import { CompareDialog } from "#components/compare/compare-dialog";
import type { CompareCase } from "#components/compare/compare-item";
import { Verbatim } from "#components/ui/verbatim";
import type { Archive } from "#lib/files/archive-session";
import type { CasePicture } from "#lib/overview/case-pictures";
import { paths } from "#lib/paths";
import { formatSignerName } from "#lib/signature-request/model";
import { useOverview } from "./overview-context.tsx";
import { useCompareItems } from "./use-compare-items.tsx";
import { caseIdOf, type OtherCase, useOtherCases } from "./use-other-cases.tsx";

type CaseCompareProps = {
  archive: Archive;
  pictures: readonly CasePicture[];
  /** Numbers in the archive's list. */
  first: number;
  second: number;
  /** Number of the log entry that records the opening. */
  logEntry: number;
  onClose: () => void;
};

/** Compares any two pictures of this case, or of this case and of other signers of the same request. */
export function CaseCompare({ archive, pictures, first, second, logEntry, onClose }: CaseCompareProps) {
  const t = useTranslations("compare");
  const { artefacts, isHidden, reveal } = useOverview();
  const { srId, evidenceId, request } = artefacts;
  const caseId = caseIdOf({ srId, evidenceId });
  const items = useCompareItems(archive, pictures, caseId);
  const signers = request?.signers ?? [];
  const others = signers.flatMap((signer, index): OtherCase[] =>
    signer.evidenceId === null || signer.evidenceId === evidenceId
      ? []
      : [
          {
            srId,
            evidenceId: signer.evidenceId,
            label: t("signer", { position: index + 1 }),
            requested: formatSignerName(signer),
          },
        ],
  );
  const { cases, loaders } = useOtherCases(others);
  const position = signers.findIndex((signer) => signer.evidenceId === evidenceId) + 1;
  const [preferred] = items;
  if (preferred === undefined) return null;
  const own: CompareCase = {
    id: caseId,
    label: t("signer", { position }),
    href: paths.evidence(srId, evidenceId),
    pictures: { phase: "ready", items, preferred },
    onLoad: () => undefined,
  };
  return (
    <>
      {loaders}
      <CompareDialog
        own={{ srId, evidenceId, caseId }}
        subtitle={
          <>
            {request?.title ? <Verbatim plain text={request.title} cap={80} /> : srId} ·{" "}
            {t("recorded", { entry: logEntry })}
          </>
        }
        cases={[own, ...cases]}
        first={`${caseId}/${first}`}
        second={`${caseId}/${second}`}
        isHidden={isHidden}
        onReveal={reveal}
        onClose={onClose}
      />
    </>
  );
}
