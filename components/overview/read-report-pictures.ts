import { type CasePicture, choosePictures, listPictures } from "#lib/overview/case-pictures";
import type { ReportPicture } from "#lib/report/case/input";
import type { PictureChoice } from "#lib/report/print-order";
import type { OverviewContext } from "./overview-context.tsx";

/** Pictures of a report, and those that could be drawn, as JPEG by number of their file. */
type ReportPictures = { items: ReportPicture[]; pictures: Map<number, Blob> };

/** Draws the document and the face for a report. What cannot be drawn is described in the report, without its picture. */
export async function readReportPictures(
  { archive, archiveFacts, archiveState, comparison }: OverviewContext,
  choice: PictureChoice,
): Promise<ReportPictures> {
  const items: ReportPicture[] = [];
  const pictures = new Map<number, Blob>();
  if (choice === "none" || archive === null || archiveFacts === null) return { items, pictures };
  // With the first report that has pictures, to keep the overview small.
  const [{ loadPicture }, { drawPicture }] = await Promise.all([
    import("#components/files/load-picture"),
    import("#components/report/draw-picture"),
  ]);
  const chosen = choosePictures(listPictures(archiveState, comparison.agreement?.digests ?? null));
  for (const place of ["document", "face"] as const) {
    const picture: CasePicture | null = chosen[place];
    if (picture === null) continue;
    const { number } = picture.entry;
    const type = picture.check.content.mime;
    try {
      const { signal } = new AbortController();
      const loaded = await loadPicture(await archive.readFile(picture.entry, { signal }), signal);
      pictures.set(number, await drawPicture(loaded.blob, loaded.mime, choice));
      items.push({ number, place, type, pixels: loaded.size });
    } catch {
      items.push({ number, place, type, pixels: null });
    }
  }
  return { items, pictures };
}
