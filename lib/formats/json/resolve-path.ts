import type { NodeReader } from "./node-reader.ts";
import { parsePath } from "./parse-path.ts";
import type { PathStep } from "./path.ts";
import { noContainer } from "./structural-index.ts";

export type PathForm = "path" | "pointer" | "unsupported" | "text";

/** Limit on resolved nodes, because duplicate names multiply them. */
const maxNodes = 1_000;

/** Resolves a path to nodes, several for duplicate names. `form` is `text` for plain text, `unsupported` for JSONPaths not resolved. */
export function resolvePath(reader: NodeReader, text: string): { form: PathForm; nodes: number[] } {
  const query = parsePath(text);
  if (query === null) return { form: "text", nodes: [] };
  if (query.form === "unsupported") return { form: query.form, nodes: [] };
  let nodes = reader.index.nodeCount > 0 ? [0] : [];
  for (const step of query.steps) {
    nodes = nodes.flatMap((node) => children(reader, node, step, query.form === "pointer")).slice(0, maxNodes);
  }
  return { form: query.form, nodes };
}

function children(reader: NodeReader, node: number, step: PathStep, pointer: boolean): number[] {
  const { index } = reader;
  const container = index.containerAt(node);
  if (container === noContainer) return [];
  if (reader.kind(node) === "array") {
    const position =
      typeof step === "number" ? step : pointer && /^(?:0|[1-9]\d{0,9})$/.test(step) ? Number(step) : null;
    if (position === null) return [];
    const child = reader.child(container, position < 0 ? index.childCount(container) + position : position);
    return child < 0 ? [] : [child];
  }
  if (typeof step === "number") return [];
  const found: number[] = [];
  for (const child of reader.children(container)) if (reader.name(child) === step) found.push(child);
  return found;
}
