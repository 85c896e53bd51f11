import { allocateText } from "#lib/formats/json/padded-buffer";
import { Scanner } from "#lib/formats/json/scanner";
import { PrimitiveCollector } from "./collect-primitives.ts";
import { matchConcept } from "./match-concept.ts";
import type { JsonPrimitive, JsonReading, LabelledValues } from "./model.ts";
import type { PrimitiveFilter } from "./primitive-filter.ts";
import { memberNamesOf } from "./steps.ts";

/** Maximum levels of JSON inside strings. */
const maxNesting = 3;

/** Extracts relevant primitives of UTF-8 text in order, duplicates included. Decodes only relevant text. */
export function extractPrimitives(bytes: Uint8Array, filter: PrimitiveFilter): JsonReading {
  const text = allocateText(bytes.length);
  text.set(bytes);
  return extractPaddedPrimitives(text, bytes.length, filter);
}

/** Extracts from a padded buffer of `allocateText`, to avoid copying a long record. */
export function extractPaddedPrimitives(
  text: Uint8Array<ArrayBuffer>,
  sizeBytes: number,
  filter: PrimitiveFilter,
  nesting = 0,
): JsonReading {
  const [seed = 1] = crypto.getRandomValues(new Int32Array(1));
  const scanner = new Scanner(text, sizeBytes, seed);
  while (!scanner.done) scanner.run(sizeBytes + 1);
  const collector = new PrimitiveCollector(text, scanner, filter);
  collector.run();
  const reading: JsonReading = {
    primitives: collector.primitives,
    labelled: collector.labelled,
    isCut: collector.isCut,
    cutPaths: collector.cutPaths,
    fault: scanner.error !== null,
  };
  for (const { text: inner, primitive } of collector.embedded) addEmbedded(reading, inner, primitive, filter, nesting);
  return reading;
}

/** Adds primitives of JSON inside a string, under its path. Incomplete JSON stays a string. */
function addEmbedded(
  reading: JsonReading,
  text: string,
  outer: JsonPrimitive,
  filter: PrimitiveFilter,
  nesting: number,
) {
  const bytes = new TextEncoder().encode(text);
  const padded = allocateText(bytes.length);
  padded.set(bytes);
  const outerNames = memberNamesOf(outer.steps);
  const within: PrimitiveFilter = {
    ...filter,
    interestOf: (names) => filter.interestOf([...outerNames, ...names]),
  };
  const inner = nesting < maxNesting ? extractPaddedPrimitives(padded, bytes.length, within, nesting + 1) : null;
  if (inner === null || inner.fault) {
    reading.primitives.push(outer);
    // Reports a value that was left out as nested too deep, or truncated after a concept's name.
    const isLeftOut =
      inner === null ||
      inner.primitives.some(({ steps }) => matchConcept([...outerNames, ...memberNamesOf(steps)]) !== null);
    if (!isLeftOut) return;
    reading.isCut = true;
    reading.cutPaths.push(outerNames.join("."));
    return;
  }
  const moved = (primitive: JsonPrimitive): JsonPrimitive => ({
    ...primitive,
    steps: [...outer.steps, ...primitive.steps],
  });
  reading.primitives.push(...inner.primitives.map(moved));
  reading.labelled.push(
    ...inner.labelled.map(
      (one): LabelledValues => ({
        ...one,
        label: [...outer.steps, ...one.label],
        values: one.values.map(({ primitive, innerFrom }) => ({
          primitive: moved(primitive),
          innerFrom: innerFrom + outer.steps.length,
        })),
      }),
    ),
  );
  reading.isCut ||= inner.isCut;
  reading.cutPaths.push(...inner.cutPaths);
}
