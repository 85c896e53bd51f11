import type { Cell } from "../model.ts";
import type { StyledText } from "./break-lines.ts";
import type { Style } from "./typeface.ts";
import { mm } from "./units.ts";

/** Sizes in points, as those of the printed report (components/report/paper.css). */
export const sizes = { text: 8.5, heading: 9, title: 14, conclusion: 10.5, foot: 7.2 };
export const heightOf = (size: number) => size * 1.35;

const black = "#000000";
export const grey = "#333333";
export const ruleGrey = "#888888";

/** An A4 page: `room` is between its head and its foot. */
export const paper = {
  left: 15 * mm,
  top: 9 * mm,
  width: 180 * mm,
  roomTop: 19 * mm,
  roomHeight: 261 * mm,
  footTop: 280.5 * mm,
};

/** Fixed-width letters look larger than others of their size. */
const monoScale = 7.2 / 8.5;

export const ownText = (text: string, style: Partial<Style> = {}): StyledText => ({
  text,
  style: { font: "regular", size: sizes.text, color: black, ...style },
});

export const cellTexts = (cell: Cell, size: number = sizes.text): StyledText[] =>
  cell.map(({ text, look, mark }) => {
    const isCode = look === "code";
    const style: Style = {
      font: isCode ? "mono" : look === "strong" ? "bold" : "regular",
      size: isCode ? size * monoScale : size,
      color: look === "soft" ? grey : black,
    };
    return { text, style, ...(mark === undefined ? {} : { mark }) };
  });
