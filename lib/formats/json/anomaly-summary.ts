import { stepsTo } from "./node-path.ts";
import type { NodeReader } from "./node-reader.ts";
import { formatJsonPath } from "./path.ts";
import type { ScanAnomalies } from "./scan-anomalies.ts";

export type AnomalySummary = {
  byteOrderMark: boolean;
  duplicates: { count: number; locations: AnomalyLocation[] };
  loneSurrogates: { count: number; locations: AnomalyLocation[] };
  inexactNumbers: { count: number; locations: AnomalyLocation[]; uncompared: number };
};
export type AnomalyLocation = { node: number; path: string };

const maxListedLocations = 50;
/** Lists only the last steps of a deeper path, because it is shown on one line. */
const listedSteps = 40;

export function summariseAnomalies(reader: NodeReader, notes: ScanAnomalies): AnomalySummary {
  const locate = (offsets: Iterable<number>): AnomalyLocation[] => {
    const found: AnomalyLocation[] = [];
    for (const offset of offsets) {
      if (found.length >= maxListedLocations) break;
      const node = reader.index.nodeAtOffset(offset);
      const steps = stepsTo(reader, node, listedSteps + 1);
      const path = formatJsonPath(steps.slice(-listedSteps));
      found.push({ node, path: steps.length > listedSteps ? `…${path.slice(1)}` : path });
    }
    return found;
  };
  return {
    byteOrderMark: notes.byteOrderMark,
    duplicates: { count: notes.duplicates.count, locations: locate(notes.duplicates.kept.keys()) },
    loneSurrogates: { count: notes.loneSurrogates.count, locations: locate(notes.loneSurrogates.offsets) },
    inexactNumbers: {
      count: notes.inexactNumbers.count,
      locations: locate(notes.inexactNumbers.offsets),
      uncompared: notes.uncomparedNumbers,
    },
  };
}
