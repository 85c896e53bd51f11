"use client";

import { Columns2, IdCard, ScanFace } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { memo } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { lazyPart } from "#components/ui/lazy-part";
import { ProblemNotice } from "#components/ui/problem-notice";
import { isCheckOver } from "#lib/overview/archive-facts";
import { isUnfinished } from "#lib/status/schema";
import { useOverview } from "./overview-context.tsx";
import { AlsoRow, PictureGrid } from "./picture-grid.tsx";
import { useCasePictures } from "./use-case-pictures.ts";
import { useCompareOpening } from "./use-compare-opening.ts";

// Loaded with the first archive, to keep the overview small.
export const CasePictures = lazyPart(
  async () => (await import("./case-pictures.tsx")).CasePictures,
  () => <EmptyPictures text={null} />,
);
const CaseCompare = dynamic(() => import("./case-compare.tsx").then((part) => part.CaseCompare));

/** Identity document and face, large and at one height, from the archive that was opened. */
export const DocumentsCard = memo(function DocumentsCard() {
  const t = useTranslations("overview.pictures");
  const { overview, artefacts, archive, archiveState } = useOverview();
  const { phase } = artefacts.files.state;
  const isNotYet = isUnfinished(artefacts.status?.state);
  const isListed = archive !== null && isCheckOver(archiveState) && overview.findings.files !== null;
  const chosen = useCasePictures();
  const { document, face } = chosen.shown;
  const opening = useCompareOpening(artefacts);
  const compare = document && face ? () => opening.open(document.entry.number, face.entry.number) : null;
  const content = () => {
    if (phase === "failed") return <EmptyPictures text={t(isNotYet ? "notYet" : "failed")} />;
    if (phase === "idle") return <EmptyPictures text={t(isNotYet ? "notYet" : "notFetched")} />;
    if (!isListed || archive === null) return <EmptyPictures text={null} />;
    return <CasePictures archive={archive} state={archiveState} chosen={chosen} onEnlarge={compare} />;
  };
  return (
    <Card
      title={t("title")}
      aside={
        <span className="-my-1.5 flex items-center gap-3 text-[0.8125rem]">
          {compare ? <span className="max-[480px]:hidden">{t("question")}</span> : null}
          <Button
            icon={Columns2}
            data-shortcut="compare"
            aria-keyshortcuts="e"
            aria-busy={opening.isPending}
            disabled={compare === null || !isListed}
            onClick={() => compare?.()}
          >
            {t("enlarge")}
            <kbd aria-hidden className="rounded border border-line px-1 font-mono text-xs text-soft max-sm:hidden">
              e
            </kbd>
          </Button>
        </span>
      }
    >
      {opening.problem ? (
        <div className="mb-3 space-y-2">
          <p>{t("notRecorded")}</p>
          <ProblemNotice problem={opening.problem} />
        </div>
      ) : null}
      {content()}
      {opening.opened && archive ? (
        <CaseCompare {...opening.opened} archive={archive} pictures={chosen.pictures} onClose={opening.close} />
      ) : null}
    </Card>
  );
});

/** Frames without pictures, in the layout of those with pictures. @param text null while pictures are on their way */
function EmptyPictures({ text }: { text: string | null }) {
  return (
    <PictureGrid
      document={<EmptyFrame icon={<IdCard aria-hidden className="size-6" />} text={text} />}
      face={<EmptyFrame icon={<ScanFace aria-hidden className="size-6" />} text={null} isWaiting={text === null} />}
      captions={[]}
      also={<AlsoRow />}
    />
  );
}

function EmptyFrame(props: { icon: ReactNode; text: string | null; isWaiting?: boolean }) {
  const { icon, text, isWaiting = text === null } = props;
  return (
    <div
      className={`absolute inset-0 flex flex-col items-center justify-center gap-2 rounded-lg p-3 text-center text-soft ${
        isWaiting ? "animate-pulse bg-silent-soft" : "border border-dashed border-edge"
      }`}
    >
      {icon}
      {text === null ? null : <p className="max-w-xs text-[0.8125rem]">{text}</p>}
    </div>
  );
}
