"use client";

import { FileText, Film, Image as ImageIcon } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useEvidence } from "#components/evidence/evidence-context";
import { ContainedPicture } from "#components/files/contained-picture";
import { usePicture } from "#components/files/use-picture";
import { Verbatim } from "#components/ui/verbatim";
import type { Archive } from "#lib/files/archive-session";
import type { ContentKind } from "#lib/formats/media/model";
import type { ArchiveEntry } from "#lib/formats/zip/model";
import type { CasePicture } from "#lib/overview/case-pictures";
import { paths } from "#lib/paths";
import { useOverview } from "./overview-context.tsx";

type AlsoFileProps = { archive: Archive; entry: ArchiveEntry; picture: CasePicture | null; kind: ContentKind | null };

/** A link to one more file, with a small picture of it if it is one. */
export function AlsoFile({ archive, entry, picture, kind }: AlsoFileProps) {
  const t = useTranslations("overview.pictures.roles");
  const { srId, evidenceId } = useEvidence();
  const { isHidden } = useOverview();
  const Icon = picture ? ImageIcon : kind === "pdf" ? FileText : Film;
  const role = picture?.role?.role;
  return (
    <Link
      href={paths.evidenceFile(srId, evidenceId, entry.number)}
      prefetch={false}
      title={entry.name.slice(0, 120)}
      className="inline-flex min-h-8 max-w-56 min-w-0 items-center gap-2 rounded-lg border border-line px-2 py-1 hover:border-edge"
    >
      {picture && !isHidden ? (
        <Thumbnail archive={archive} entry={entry} />
      ) : (
        <Icon aria-hidden className="size-4 shrink-0 text-soft" />
      )}
      <span className="truncate">
        {role === "chip_portrait" ? t(role) : <Verbatim plain text={entry.name.split("/").at(-1) ?? ""} cap={40} />}
      </span>
    </Link>
  );
}

function Thumbnail({ archive, entry }: { archive: Archive; entry: ArchiveEntry }) {
  const drawn = usePicture(archive, entry);
  const [isUndrawn, setUndrawn] = useState(false);
  return (
    <span className="relative h-6 w-8 shrink-0 overflow-hidden rounded bg-raised">
      {drawn.phase === "ready" && !isUndrawn ? (
        <ContainedPicture picture={drawn.value} alt="" onFailed={() => setUndrawn(true)} />
      ) : null}
    </span>
  );
}
