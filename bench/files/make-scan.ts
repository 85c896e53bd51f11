import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runFileTool } from "../../e2e/support/file-tools.ts";

/** Scans of 60 megapixels, as ImageMagick writes them. */
export const scans = [
  { name: "60 MP JPEG, baseline", interlace: "none" },
  { name: "60 MP JPEG, progressive", interlace: "JPEG" },
] as const;

/** A page of 6500 × 9230 pixels with the noise of a scanner. */
export function makeScan(folder: string, interlace: string): Uint8Array {
  const page = ["-seed", "3", "-size", "1300x1846", "plasma:white-khaki", "-attenuate", "0.4", "+noise", "Gaussian"];
  const coding = ["-quality", "88", "-sampling-factor", "4:2:0", "-interlace", interlace];
  runFileTool(folder, "convert", ...page, "-filter", "Triangle", "-resize", "6500x9230!", ...coding, "scan.jpg");
  return readFileSync(join(folder, "scan.jpg"));
}
