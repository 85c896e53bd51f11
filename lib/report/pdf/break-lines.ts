import type { Mark } from "../model.ts";
import { toClusters } from "./clusters.ts";
import type { FontName, Style, Typeface } from "./typeface.ts";
import { mm } from "./units.ts";

export type StyledText = { text: string; style: Style; mark?: Mark };

/** `x` from the start of the line, in points. */
export type Run = { x: number; text: string; style: Style };
export type Line = { runs: Run[]; signs: { x: number; mark: Mark }[] };

/** Room of a sign before its text. */
const signRoom = 4 * mm;

type Atom = { text: string; style: Style; width: number; mark?: Mark };
/** What stays on one line, if it can hold it: joined to measure and draw it, and cluster by cluster. `space` follows. */
type Word = { atoms: Atom[]; clusters: Atom[]; width: number; space: Atom | null };

const fontsOf = (font: FontName): [FontName, ...FontName[]] => (font === "mono" ? ["mono", "regular"] : [font]);

function* listAtoms(texts: readonly StyledText[], { has, measure }: Typeface): Generator<Atom> {
  for (const { text, style, mark } of texts) {
    if (mark !== undefined) yield { text: "", style, width: signRoom, mark };
    for (const cluster of toClusters(text, fontsOf(style.font), has)) {
      const own = cluster.font === style.font ? style : { ...style, font: cluster.font };
      yield { text: cluster.text, style: own, width: measure(cluster.text, own) };
    }
  }
}

function* listWords(texts: readonly StyledText[], typeface: Typeface): Generator<Word> {
  let atoms: Atom[] = [];
  const finish = (space: Atom | null): Word => {
    const joined = joinAtoms(atoms, typeface);
    const word = { atoms: joined, clusters: atoms, width: joined.reduce((sum, { width }) => sum + width, 0), space };
    atoms = [];
    return word;
  };
  let last = "";
  for (const atom of listAtoms(texts, typeface)) {
    // A hyphen between letters divides, as in double names; one before a digit is a sign.
    if (last === "-" && atoms.length > 2 && /^\p{L}/u.test(atom.text)) yield finish(null);
    if (atom.text === " ") yield finish(atom);
    else atoms.push(atom);
    last = atom.text;
  }
  if (atoms.length > 0) yield finish(null);
}

/** Neighbours of one style as one atom, measured with the distances between its letters. */
function joinAtoms(atoms: readonly Atom[], { measure }: Typeface): Atom[] {
  const joined: Atom[] = [];
  for (const atom of atoms) {
    const last = joined.at(-1);
    const isSame = last && last.mark === undefined && atom.mark === undefined && isSameStyle(last.style, atom.style);
    if (isSame && last.text.length < longAtom) last.text += atom.text;
    else joined.push({ ...atom });
  }
  for (const atom of joined) if (atom.mark === undefined) atom.width = measure(atom.text, atom.style);
  return joined;
}

/** Longer ones are measured in parts, so that a text of a megabyte costs no more than its length. */
const longAtom = 120;

const isSameStyle = (one: Style, other: Style) =>
  one.font === other.font && one.size === other.size && one.color === other.color;

/** Breaks texts at spaces, and inside a word only where a line cannot hold it. @param width in points */
export function breakLines(texts: readonly StyledText[], width: number, typeface: Typeface): Line[] {
  const lines: Line[] = [];
  let line: Line = { runs: [], signs: [] };
  let x = 0;
  const turn = () => {
    lines.push(line);
    line = { runs: [], signs: [] };
    x = 0;
  };
  const put = (atom: Atom) => {
    if (atom.mark !== undefined) line.signs.push({ x, mark: atom.mark });
    else {
      const last = line.runs.at(-1);
      if (last && isSameStyle(last.style, atom.style)) last.text += atom.text;
      else line.runs.push({ x, text: atom.text, style: atom.style });
    }
    x += atom.width;
  };
  for (const word of listWords(texts, typeface)) {
    if (x > 0 && x + word.width > width) turn();
    for (const atom of word.width > width ? word.clusters : word.atoms) {
      if (x > 0 && x + atom.width > width) turn();
      put(atom);
    }
    // A space at the end of a line is kept, because it separates words when the text is read aloud or copied.
    if (word.space !== null && (x > 0 || word.atoms.length > 0)) put(word.space);
  }
  if (line.runs.length > 0 || line.signs.length > 0 || lines.length === 0) lines.push(line);
  return lines;
}
