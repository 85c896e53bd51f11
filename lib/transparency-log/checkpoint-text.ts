/** Reads checkpoint notes as text, in the browser too; it checks no signature. */

/** A checkpoint as its note says it; `root` is base64. */
export type CheckpointText = { origin: string; size: number; root: string; noteText: string };

/** Origin, size, root of 32 bytes, an empty line, one or more signature lines; no extension lines. */
const form = /^([^\n]+)\n(0|[1-9][0-9]*)\n([A-Za-z0-9+/]{43}=)\n\n(?:\u2014 [^ \n]+ [A-Za-z0-9+/]+=*\n)+$/;

/** @returns null if this is not a checkpoint note (C2SP tlog-checkpoint) */
export function parseCheckpointText(noteText: string): CheckpointText | null {
  const [, origin = "", sizeText = "", root = ""] = form.exec(noteText) ?? [];
  const size = Number(sizeText);
  if (origin === "" || !Number.isSafeInteger(size)) return null;
  return { origin, size, root, noteText };
}

function readShippedLine(line: string): string | null {
  const start = line.indexOf("{");
  if (start < 0 || !line.includes("log checkpoint")) return null;
  try {
    const { checkpoint } = JSON.parse(line.slice(start)) as { checkpoint?: unknown };
    return typeof checkpoint === "string" ? checkpoint : null;
  } catch {
    return null;
  }
}

/**
 * Reads the checkpoints of a file: one note, or lines of shipped standard output among any other lines. A prefix before the
 * JSON object, such as the time of a log collector, is skipped.
 */
export function parseCheckpointTexts(text: string): CheckpointText[] {
  const whole = parseCheckpointText(text.replaceAll("\r\n", "\n"));
  if (whole !== null) return [whole];
  return text.split("\n").flatMap((line) => {
    const note = readShippedLine(line.trim());
    return (note === null ? null : parseCheckpointText(note)) ?? [];
  });
}

/** @returns the hashes (base64) and the checkpoint of a consistency proof, or null for a file in another form */
export function parseConsistencyText(text: string): { old: number; path: string[]; checkpoint: CheckpointText } | null {
  const [head = "", ...rest] = text.split("\n\n");
  const [first = "", ...path] = head.split("\n");
  const old = Number(/^old (0|[1-9][0-9]*)$/.exec(first)?.[1] ?? Number.NaN);
  const checkpoint = parseCheckpointText(rest.join("\n\n"));
  if (!Number.isSafeInteger(old) || checkpoint === null) return null;
  return { old, path, checkpoint };
}
