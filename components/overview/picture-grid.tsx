import type { ReactNode } from "react";

/** Widths in the ratio of an identity card (ISO/IEC 7810 ID-1) and a portrait of 3:4, so that both are equally high. */
const frames = "grid grid-cols-[minmax(0,1.586fr)_minmax(0,0.75fr)] gap-3";
const texts = "mt-2.5 grid gap-x-3 gap-y-1.5 min-[700px]:grid-cols-[minmax(0,1.586fr)_minmax(0,0.75fr)]";

type PictureGridProps = { document: ReactNode; face: ReactNode; captions: readonly ReactNode[]; also: ReactNode };

/** Document and face at one height, their captions, and what else there is. Its size does not depend on the pictures. */
export function PictureGrid({ document, face, captions, also }: PictureGridProps) {
  const [ofDocument = null, ofFace = null] = captions;
  return (
    <>
      <div className={frames}>
        <div className="relative aspect-[1.586]">{document}</div>
        <div className="relative aspect-[3/4]">{face}</div>
      </div>
      <div className={texts}>
        <div className="min-h-14 min-w-0">{ofDocument}</div>
        <div className="min-h-14 min-w-0">{ofFace}</div>
      </div>
      {also}
    </>
  );
}

/** What the archive has besides the two pictures; its height is kept while it is empty. */
export function AlsoRow({ children }: { children?: ReactNode }) {
  return (
    <div className="mt-2 flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 border-t border-line pt-3 text-[0.8125rem] empty:border-transparent">
      {children}
    </div>
  );
}
