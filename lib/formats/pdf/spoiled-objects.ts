import { defectOfReport } from "./classify-report.ts";
import type { ForwardedReport } from "./guard-worker.ts";
import type { PageDefectCode } from "./page-defects.ts";

/** The part of pdf.js's messages from its worker that this file reads. */
type WorkerMessage = Partial<ForwardedReport> & { action?: string; data?: unknown };

const ofImages: readonly PageDefectCode[] = ["image_partial", "stream", "filter", "mask", "colour"];
const ofFonts: readonly PageDefectCode[] = ["font", "stream", "filter"];

/**
 * Remembers which pictures and fonts were sent after a report about them. pdf.js decodes an object once and reports once,
 * but a document uses it on several pages: each of them must say that it is damaged.
 */
export class SpoiledObjects {
  readonly #codes = new Map<string, Set<PageDefectCode>>();
  #pending = new Set<PageDefectCode>();

  observe({ pdfReport, action, data }: WorkerMessage): void {
    if (pdfReport !== undefined) {
      const code = defectOfReport(pdfReport);
      if (code !== null) this.#pending.add(code);
      return;
    }
    if (!Array.isArray(data)) return;
    const [id, second, third, fourth] = data as unknown[];
    if (action === "commonobj" && second === "Font") this.#settle([id], ofFonts);
    else if (action === "commonobj" && second === "Image") this.#settle([id, refOf(third)], ofImages);
    else if (action === "obj" && third === "Image") this.#settle([refOf(fourth)], ofImages);
  }

  /** @param names the object's name in pdf.js, or its reference in the file such as `5R` */
  find(...names: unknown[]): PageDefectCode[] {
    return names.flatMap((name) => (typeof name === "string" ? [...(this.#codes.get(name) ?? [])] : []));
  }

  #settle(names: unknown[], codes: readonly PageDefectCode[]): void {
    const found = codes.filter((code) => this.#pending.delete(code));
    if (found.length === 0) return;
    for (const name of names) {
      if (typeof name !== "string") continue;
      this.#codes.set(name, new Set([...(this.#codes.get(name) ?? []), ...found]));
    }
  }
}

/** Reference of a picture, which pdf.js sends with its pixels. */
export const refOf = (image: unknown): unknown =>
  typeof image === "object" && image !== null && "ref" in image ? image.ref : undefined;
