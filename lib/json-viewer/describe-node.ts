import { indexPathOf, stepsTo } from "#lib/formats/json/node-path";
import type { NodeKind, NodeReader } from "#lib/formats/json/node-reader";
import { formatJsonPath, formatJsonPointer } from "#lib/formats/json/path";

export type NodeDetails = {
  node: number;
  positions: number[];
  path: string;
  pointer: string;
  name: string | null;
  kind: NodeKind;
  offset: number;
  sizeBytes: number;
};

export function describeNode(reader: NodeReader, node: number): NodeDetails {
  const span = reader.span(node);
  const steps = stepsTo(reader, node);
  return {
    node,
    positions: indexPathOf(reader, node),
    path: formatJsonPath(steps),
    pointer: formatJsonPointer(steps),
    name: reader.name(node),
    kind: span.kind,
    offset: span.valueFrom,
    sizeBytes: span.valueTo - span.valueFrom,
  };
}
