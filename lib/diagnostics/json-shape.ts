/** Shape of a JSON text (RFC 8259): field names and kinds of values, without values. Elements of a list are merged. */
export type JsonShape = {
  /** Kinds of the primitives at this path. */
  kinds: Set<string>;
  isObject: boolean;
  /** By name as received; a name guard decides which may be shown. */
  fields: Map<string, JsonShape>;
  /** All fields merged if more than `maxSiblings`: a map keyed by data. */
  otherFields: { count: number; shape: JsonShape } | null;
  elements: JsonShape | null;
  maxElements: number;
};

/** Maximum fields of an object before it counts as a map. */
const maxSiblings = 60;

export const emptyShape = (): JsonShape => ({
  kinds: new Set(),
  isObject: false,
  fields: new Map(),
  otherFields: null,
  elements: null,
  maxElements: 0,
});

function merge(into: JsonShape, from: JsonShape): void {
  for (const kind of from.kinds) into.kinds.add(kind);
  into.isObject ||= from.isObject;
  into.maxElements = Math.max(into.maxElements, from.maxElements);
  for (const [name, shape] of from.fields) merge(fieldOf(into, name), shape);
  if (from.otherFields) {
    collapse(into);
    if (into.otherFields) {
      into.otherFields.count = Math.max(into.otherFields.count, from.otherFields.count);
      merge(into.otherFields.shape, from.otherFields.shape);
    }
  }
  if (from.elements) {
    into.elements ??= emptyShape();
    merge(into.elements, from.elements);
  }
}

/** Merges the fields of an object with too many names. */
function collapse(shape: JsonShape): void {
  if (shape.otherFields) return;
  const together = emptyShape();
  const fields = [...shape.fields.values()];
  shape.fields.clear();
  shape.otherFields = { count: fields.length, shape: together };
  for (const field of fields) merge(together, field);
}

/** Returns the field of that name, or the merged field of a map. */
export function fieldOf(shape: JsonShape, name: string): JsonShape {
  if (shape.otherFields) return shape.otherFields.shape;
  const known = shape.fields.get(name);
  if (known) return known;
  if (shape.fields.size >= maxSiblings) {
    collapse(shape);
    return fieldOf(shape, name);
  }
  const field = emptyShape();
  shape.fields.set(name, field);
  return field;
}

/** Yields every name of a shape once; maps keyed by data have none. */
export function* fieldNamesOf(shape: JsonShape): Generator<string> {
  for (const [name, field] of shape.fields) {
    yield name;
    yield* fieldNamesOf(field);
  }
  if (shape.otherFields) yield* fieldNamesOf(shape.otherFields.shape);
  if (shape.elements) yield* fieldNamesOf(shape.elements);
}
