"use client";

import { IdCard, ScanFace } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "#components/ui/card";
import { isCheckOver } from "#lib/overview/archive-facts";
import { isUnfinished } from "#lib/status/schema";
import { useOverview } from "./overview-context.tsx";
import { AlsoRow, PictureGrid } from "./picture-grid.tsx";

// Loaded with the first archive, to keep the overview small.
const CasePictures = dynamic(() => import("./case-pictures.tsx").then((part) => part.CasePictures), {
  loading: () => <EmptyPictures text={null} />,
});

/** Identity document and face, large and at one height, from the archive that was opened. */
export function DocumentsCard() {
  const t = useTranslations("overview.pictures");
  const { overview, artefacts, archive, archiveState } = useOverview();
  const { phase } = artefacts.files.state;
  const isNotYet = isUnfinished(artefacts.status?.state);
  const content = () => {
    if (phase === "failed") return <EmptyPictures text={t("failed")} />;
    if (phase === "idle") return <EmptyPictures text={t(isNotYet ? "notYet" : "notFetched")} />;
    if (archive !== null && isCheckOver(archiveState) && overview.findings.files)
      return <CasePictures archive={archive} state={archiveState} />;
    return <EmptyPictures text={null} />;
  };
  return <Card title={t("title")}>{content()}</Card>;
}

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
