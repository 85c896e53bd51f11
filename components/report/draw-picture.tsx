/** Longest side on paper in pixels: 46 mm at 250 dots per inch. A masked picture keeps as many as cannot be recognised. */
const sides = { small: 460, masked: 8 };

/**
 * Draws a picture small, or so coarse that it cannot be recognised: only what is seen gets into the printed file.
 * @returns a JPEG @throws Error if the browser cannot decode the picture
 */
export async function drawPicture(blob: Blob, mime: string, choice: "small" | "masked"): Promise<Blob> {
  const source = URL.createObjectURL(new Blob([blob], { type: mime }));
  try {
    const image = new Image();
    image.src = source;
    await image.decode();
    const scale = Math.min(1, sides[choice] / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("No canvas");
    context.filter = "grayscale(1)";
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const drawn = choice === "small" ? canvas : enlarge(canvas);
    const result = await new Promise<Blob | null>((resolve) => drawn.toBlob(resolve, "image/jpeg", 0.85));
    if (result === null) throw new Error("No picture");
    return result;
  } finally {
    URL.revokeObjectURL(source);
  }
}

/** Soft squares in the shape of the picture. */
function enlarge(coarse: HTMLCanvasElement): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = coarse.width * 20;
  canvas.height = coarse.height * 20;
  canvas.getContext("2d")?.drawImage(coarse, 0, 0, canvas.width, canvas.height);
  return canvas;
}
