/** Layout of the samples, and the tables that colour them (W3C PNG §11.2). */
export type PngLayout = { colour: number; depth: number; samples: number; palette: Uint8Array; alpha: Uint8Array };

/** Colour types of W3C PNG §11.2.1. */
export const pngColours = { grey: 0, rgb: 2, palette: 3, greyAlpha: 4, rgbAlpha: 6 } as const;

/** Writes one unfiltered scan line as RGBA, 16-bit samples cut to their upper byte. */
export function readPngRow(line: Uint8Array, layout: PngLayout, rgba: Uint8ClampedArray): void {
  const { colour, depth, samples } = layout;
  const step = depth === 16 ? 2 : 1;
  const count = rgba.length / 4;
  for (let index = 0; index < count; index += 1) {
    const to = index * 4;
    if (colour === pngColours.rgb || colour === pngColours.rgbAlpha) {
      const from = index * samples * step;
      rgba[to] = line[from] as number;
      rgba[to + 1] = line[from + step] as number;
      rgba[to + 2] = line[from + 2 * step] as number;
      rgba[to + 3] = samples === 4 ? (line[from + 3 * step] as number) : isClear(line, from, layout) ? 0 : 255;
      continue;
    }
    const from = depth < 8 ? (index * depth) >> 3 : index * samples * step;
    const shift = depth < 8 ? 8 - depth - ((index * depth) & 7) : 0;
    const value = depth < 8 ? ((line[from] as number) >> shift) & (2 ** depth - 1) : (line[from] as number);
    if (colour === pngColours.palette) {
      for (let part = 0; part < 3; part += 1) rgba[to + part] = layout.palette[value * 3 + part] ?? 0;
      rgba[to + 3] = layout.alpha[value] ?? 255;
      continue;
    }
    const grey = depth < 8 ? (value * 255) / (2 ** depth - 1) : value;
    rgba.fill(grey, to, to + 3);
    rgba[to + 3] =
      colour === pngColours.greyAlpha
        ? (line[from + step] as number)
        : (depth < 8 ? value === readClear(layout, 0) && layout.alpha.length > 0 : isClear(line, from, layout))
          ? 0
          : 255;
  }
}

const readClear = ({ alpha }: PngLayout, sample: number) =>
  ((alpha[sample * 2] ?? 0) << 8) | (alpha[sample * 2 + 1] ?? 0);

/** True if all samples of a pixel are those that the tRNS chunk makes transparent. */
function isClear(line: Uint8Array, from: number, layout: PngLayout): boolean {
  const { alpha, samples, depth } = layout;
  if (alpha.length < samples * 2) return false;
  for (let sample = 0; sample < samples; sample += 1) {
    const at = from + sample * (depth === 16 ? 2 : 1);
    const value = depth === 16 ? ((line[at] as number) << 8) | (line[at + 1] as number) : (line[at] as number);
    if (value !== readClear(layout, sample)) return false;
  }
  return true;
}
