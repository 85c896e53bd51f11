import { hasExtensionMismatch } from "#lib/formats/media/extension";
import type { ContentType } from "#lib/formats/media/model";
import { refineByName } from "#lib/formats/media/name-type";
import { type Anomaly, createAnomaly } from "#lib/formats/zip/anomalies";

/** Types that a person should know of wherever they stand. */
const privateKeys = new Set(["Private key", "Private key, text"]);

/** Judges a detected type under a name: the type as a person would open it, and the anomalies with those of the type. */
export function judgeType(
  name: string,
  detected: ContentType,
  anomalies: readonly Anomaly[],
): { content: ContentType; anomalies: Anomaly[] } {
  const content = refineByName(detected, name);
  const found = [...anomalies];
  if (hasExtensionMismatch(name, content)) found.push(createAnomaly("type_differs"));
  if (privateKeys.has(content.label)) found.push(createAnomaly("private_key"));
  return { content, anomalies: found };
}
