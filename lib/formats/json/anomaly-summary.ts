import { stepsTo } from "./node-path.ts";
import type { NodeReader } from "./node-reader.ts";
import { formatJsonPath } from "./path.ts";
import type { ScanAnomalies } from "./scan-anomalies.ts";

export type AnomalySummary = {
  byteOrderMark: boolean;
  duplicates: { count: number; places: AnomalyLocation[] };
  loneSurrogates: { count: number; places: AnomalyLocation[] };
  inexactNumbers: { count: number; places: AnomalyLocation[]; uncompared: number };
};
export type AnomalyLocation = { node: number; path: string };

const listedPlaces = 50;
/** Lists only the last steps of a deeper path, because it is shown on one line. */
const listedSteps = 40;

export function summariseAnomalies(reader: NodeReader, notes: ScanAnomalies): AnomalySummary {
  const places = (offsets: Iterable<number>): AnomalyLocation[] => {
    const found: AnomalyLocation[] = [];
    for (const offset of offsets) {
      if (found.length >= listedPlaces) break;
      const node = reader.index.nodeAtOffset(offset);
      const steps = stepsTo(reader, node, listedSteps + 1);
      const path = formatJsonPath(steps.slice(-listedSteps));
      found.push({ node, path: steps.length > listedSteps ? `…${path.slice(1)}` : path });
    }
    return found;
  };
  return {
    byteOrderMark: notes.byteOrderMark,
    duplicates: { count: notes.duplicates.count, places: places(notes.duplicates.kept.keys()) },
    loneSurrogates: { count: notes.loneSurrogates.count, places: places(notes.loneSurrogates.offsets) },
    inexactNumbers: {
      count: notes.inexactNumbers.count,
      places: places(notes.inexactNumbers.offsets),
      uncompared: notes.uncomparedNumbers,
    },
  };
}
