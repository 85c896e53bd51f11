import { asArtifact } from "./pen.ts";
import type { Item } from "./row.ts";
import { paper } from "./styles.ts";
import { mm } from "./units.ts";

const margin = 2.6 * mm;
const padding = { x: 3 * mm, y: 2 * mm };

/** Room inside a box, and what it needs above and below its content, in points. */
export const boxWidth = paper.width - 2 * padding.x;
export const aroundBox = margin + 2 * padding.y;

function makeBox(items: readonly Item[]): Item {
  const height = items.reduce((sum, item) => sum + item.height, aroundBox);
  return {
    height,
    draw(pdf, x, y) {
      asArtifact(pdf, "Layout", () =>
        pdf
          .rect(x, y + margin, paper.width, height - margin)
          .lineWidth(0.4 * mm)
          .strokeColor("#000000")
          .stroke(),
      );
      let top = y + margin + padding.y;
      for (const item of items) {
        item.draw(pdf, x + padding.x, top);
        top += item.height;
      }
    },
  };
}

/** Draws boxes around items: more than one if the items are higher than `maxHeight`. */
export function boxItems(items: readonly Item[], maxHeight: number): Item[] {
  const boxes: Item[][] = [[]];
  let height = 0;
  for (const item of items) {
    if (height > 0 && height + item.height > maxHeight) {
      boxes.push([]);
      height = 0;
    }
    boxes.at(-1)?.push(item);
    height += item.height;
  }
  return boxes.map(makeBox);
}
