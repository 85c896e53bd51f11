import type PDFDocument from "pdfkit";

/** Whole TrueType files: subsets by script would lack letters of names. */
export type FontFiles = { regular: Uint8Array; bold: Uint8Array; mono: Uint8Array };
export type FontName = keyof FontFiles;
export type Style = { font: FontName; size: number; color: string };

export type Pdf = InstanceType<typeof PDFDocument>;

/**
 * Features that replace glyphs are off: a ligature, or a letter without its dot, would be another text when copied. Kerning and the places
 * of marks stay.
 */
export const features = Object.fromEntries(
  ["ccmp", "locl", "rlig", "liga", "clig", "calt", "rclt", "frac", "numr", "dnom"].map((tag) => [tag, false]),
) as unknown as [];

/** Measures texts, and knows what the fonts have. */
export type Typeface = {
  has: (font: FontName, codePoint: number) => boolean;
  /** Width in points. */
  measure: (text: string, style: Style) => number;
};

/** pdfkit has no public way to ask whether a font has a glyph. */
type OpenedFont = { _font: { font: { hasGlyphForCodePoint: (codePoint: number) => boolean } } };

/** fontkit reads the header of an empty glyph, such as a space, also where the file ends with it. */
function withEnd(bytes: Uint8Array): Uint8Array {
  const longer = new Uint8Array(bytes.length + 16);
  longer.set(bytes);
  return longer;
}

export function openTypeface(pdf: Pdf, files: FontFiles): Typeface {
  for (const [name, bytes] of Object.entries(files)) pdf.registerFont(name, withEnd(bytes) as unknown as ArrayBuffer);
  const opened = new Map(
    (Object.keys(files) as FontName[]).map((name) => [name, (pdf.font(name) as unknown as OpenedFont)._font.font]),
  );
  /** Widths per unit of size; texts of a report repeat their words. */
  const widths = new Map<string, number>();
  return {
    has: (font, codePoint) => opened.get(font)?.hasGlyphForCodePoint(codePoint) === true,
    measure(text, { font, size }) {
      const key = `${font} ${text}`;
      const known = widths.get(key);
      if (known !== undefined) return known * size;
      const width = pdf.font(font).fontSize(1000).widthOfString(text, { features }) / 1000;
      if (text.length <= 40) widths.set(key, width);
      return width * size;
    },
  };
}
