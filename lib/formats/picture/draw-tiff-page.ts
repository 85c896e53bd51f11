import { makeBmp } from "./make-bmp.ts";
import type { ReducedPicture } from "./model.ts";
import { ReducedCanvas } from "./reduced-canvas.ts";
import { canDecode, decodeTiffBlock, type Samples } from "./tiff-block.ts";
import { readDirectories, TiffReader } from "./tiff-directories.ts";
import { readTiffPage, type TiffBlock, type TiffPage } from "./tiff-page.ts";
import { makeRowReader } from "./tiff-pixels.ts";

/** Larger pages are drawn at reduced size. */
const maxDrawn = 8_000_000;
/** Beyond this, not even the reduced page is drawn. */
const maxPixels = 1_000_000_000;
const maxBlockPixels = 100_000_000;

export type DrawnPage = ReducedPicture & {
  orientation: number;
  /** Strips or tiles that could not be decoded, of all. */
  failed: number;
  blocks: number;
};

/** Draws one page of a TIFF as a BMP, which every browser shows. @throws Error if the page cannot be decoded at all */
export function drawTiffPage(bytes: Uint8Array, number: number): DrawnPage {
  const tiff = new TiffReader(bytes);
  const directory = readDirectories(tiff).directories[number];
  const page = directory ? readTiffPage(tiff, directory) : null;
  if (page === null || !canDecode(page)) throw new Error("This page cannot be decoded");
  if (page.width * page.height > maxPixels) throw new Error("This page is too large");
  const reduction = Math.max(1, Math.ceil(Math.sqrt((page.width * page.height) / maxDrawn)));
  const canvas = new ReducedCanvas(page.width, page.height, reduction);
  const failed = drawBlocks(tiff, page, canvas);
  if (failed === page.expected) throw new Error("No part of this page could be decoded");
  const { width, height } = canvas;
  return {
    bmp: makeBmp(canvas.finish(), width, height),
    width,
    height,
    reduction,
    orientation: page.orientation,
    failed,
    blocks: page.expected,
  };
}

function drawBlocks(tiff: TiffReader, page: TiffPage, canvas: ReducedCanvas): number {
  const planes = page.isPlanar && page.compression !== 7 ? page.samples : 1;
  const perPlane = page.expected / (page.isPlanar ? page.samples : 1);
  let failed = 0;
  for (let index = 0; index < perPlane; index += 1) {
    const blocks = Array.from({ length: planes }, (_, plane) => page.blocks[index + plane * perPlane]);
    try {
      drawBlock(tiff, page, blocks, canvas);
    } catch {
      failed += planes;
    }
  }
  return failed;
}

function drawBlock(tiff: TiffReader, page: TiffPage, blocks: (TiffBlock | undefined)[], canvas: ReducedCanvas): void {
  const [block] = blocks;
  if (block === undefined || block.width * block.height > maxBlockPixels) throw new Error("Missing or too large");
  const samples = blocks.map((one): Samples => {
    if (one === undefined) throw new Error("Missing");
    return decodeTiffBlock(tiff, page, one);
  });
  const read = makeRowReader(tiff, page, samples, block.width);
  if (read === null) throw new Error("Unknown pixels");
  const rgba = new Uint8ClampedArray(block.width * 4);
  const rows = Math.min(block.height, page.height - block.top);
  for (let row = 0; row < rows; row += 1) {
    read(row, rgba);
    canvas.add(rgba, block.left, block.top + row);
  }
}
