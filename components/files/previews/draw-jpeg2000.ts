import type { PixelSize } from "#lib/formats/media/model";
import { openPdf } from "#lib/formats/pdf/open-pdf";

/** A picture that keeps the decoder busy for longer ends with its worker. */
const timeoutMs = 9000;

/** Decodes JPEG 2000, unsupported by browsers, with pdf.js: wraps the bytes in a PDF page. @throws Error if nothing was decoded, or after nine seconds */
export async function drawJpeg2000(picture: Blob, size: PixelSize): Promise<Blob> {
  const pdf = await openPdf(wrapInPdf(picture, size));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("Decoding took too long")), timeoutMs);
  });
  try {
    const page = await pdf.document.getPage(1);
    const canvas = document.createElement("canvas");
    canvas.width = size.width;
    canvas.height = size.height;
    const viewport = page.getViewport({ scale: 1 });
    await Promise.race([page.render({ canvas, viewport, background: "rgba(0,0,0,0)" }).promise, late]);
    if (isBlank(canvas)) throw new Error("The picture was not decoded");
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be encoded")))),
    );
  } finally {
    clearTimeout(timer);
    pdf.close();
  }
}

/** One page with the picture on it, one unit per pixel (ISO 32000-1, 7.4.9). */
function wrapInPdf(picture: Blob, { width, height }: PixelSize): Blob {
  const draw = `${width} 0 0 ${height} 0 0 cm /P Do`;
  const objects: [string, Blob | string, string][] = [
    ["<</Type/Catalog/Pages 2 0 R>>", "", ""],
    ["<</Type/Pages/Kids[3 0 R]/Count 1>>", "", ""],
    [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents 4 0 R/Resources<</XObject<</P 5 0 R>>>>>>`,
      "",
      "",
    ],
    [`<</Length ${draw.length}>>stream\n`, draw, "\nendstream"],
    [
      `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/Filter/JPXDecode/Length ${picture.size}>>stream\n`,
      picture,
      "\nendstream",
    ],
  ];
  let pdf = new Blob(["%PDF-1.7\n"]);
  const offsets: number[] = [];
  for (const [index, parts] of objects.entries()) {
    offsets.push(pdf.size);
    pdf = new Blob([pdf, `${index + 1} 0 obj\n`, ...parts, "\nendobj\n"]);
  }
  const table = offsets.map((context) => `${String(context).padStart(10, "0")} 00000 n \n`).join("");
  return new Blob([
    pdf,
    `xref\n0 6\n0000000000 65535 f \n${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${pdf.size}\n%%EOF\n`,
  ]);
}

/** Detects a failed decode: pdf.js omits what it cannot decode. */
function isBlank(canvas: HTMLCanvasElement): boolean {
  const context = canvas.getContext("2d");
  if (!context) return true;
  for (let top = 0; top < canvas.height; top += 256) {
    const { data } = context.getImageData(0, top, canvas.width, Math.min(256, canvas.height - top));
    for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) return false;
  }
  return true;
}
