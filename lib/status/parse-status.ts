import { isTimeField, type KnownName, timeHint } from "./field-names.ts";
import { findStatus, type StatusField } from "./find-status.ts";
import { isIsoTime } from "./iso-time.ts";
import type { EvidenceStatus, TimeReading } from "./schema.ts";
import { readSentJson, type SentValue } from "./sent-json.ts";
import { readSentText, readSentTime } from "./sent-value.ts";
import { noStatusWords, readState, type StatusWords } from "./words.ts";

const textNames = ["id", "transactionCode", "accountId", "workflowId", "status"] as const;

export const emptyStatus = (): EvidenceStatus => ({
  id: null,
  transactionCode: null,
  accountId: null,
  workflowId: null,
  status: null,
  state: "unknown",
  stateSource: "unmapped",
  times: [],
  otherTimes: [],
  others: [],
  repeated: [],
  wrappedIn: null,
});

/** Parses a decoded body; use `parseSentStatus` to keep digits. Throws TypeError without an object. */
export function parseEvidenceStatus(body: unknown, words: StatusWords = noStatusWords): EvidenceStatus {
  const sent = readSentJson(new TextEncoder().encode(JSON.stringify(body) ?? "null"));
  const status = sent && parseSentStatus(sent, words);
  if (!status) throw new TypeError("An evidence status must be a JSON object.");
  return status;
}

export function parseSentStatus(body: SentValue, words: StatusWords): EvidenceStatus | null {
  const found = findStatus(body);
  if (!found) return null;
  const status = { ...emptyStatus(), wrappedIn: found.wrappedIn };
  const byName = new Map<KnownName, StatusField[]>();
  const seen = new Set<string>();
  for (const field of found.fields) {
    // Skips exact duplicates.
    const text = `${JSON.stringify(field.name)}:${field.value.json}`;
    if (seen.has(text)) continue;
    seen.add(text);
    if (field.known) byName.set(field.known, [...(byName.get(field.known) ?? []), field]);
    if (field.known && !isTimeField(field.known)) {
      if (readSentText(field.value) === undefined) addOther(status, field);
    } else addTimeOrOther(status, field);
  }
  status.times.sort((a, b) => a.reading.atMs - b.reading.atMs);
  for (const name of textNames) status[name] = readTexts(status, name, byName.get(name) ?? [], words);
  for (const [name, fields] of byName) if (isTimeField(name)) noteRepeated(status, name, fields);
  return status;
}

const addOther = ({ others }: EvidenceStatus, { name, value }: StatusField) => others.push({ name, json: value.json });

/** Records a known name with several values; false if there is one. */
function noteRepeated(status: EvidenceStatus, name: KnownName, fields: readonly StatusField[]): boolean {
  const values = new Map(fields.map(({ value }) => [isTimeField(name) ? value.json : readSentText(value), value.json]));
  if (values.size < 2) return false;
  status.repeated.push({ name, json: [...values.values()] });
  return true;
}

/** Reads the text of a known name. Chooses none of several, because parsers would choose differently. */
function readTexts(
  status: EvidenceStatus,
  name: (typeof textNames)[number],
  fields: readonly StatusField[],
  words: StatusWords,
): string | null {
  const texts = [...new Set(fields.map(({ value }) => readSentText(value)))].filter((text) => typeof text === "string");
  const isRepeated = noteRepeated(status, name, fields);
  if (name !== "status") return isRepeated ? null : (texts[0] ?? null);
  if (!isRepeated) Object.assign(status, readState(texts[0] ?? null, words));
  return texts.length === 0 ? null : texts.join(" / ");
}

function addTimeOrOther(status: EvidenceStatus, field: StatusField): void {
  const { name, known, value } = field;
  const reading = readSentTime(value);
  const time = { name: known ?? name, sentName: name, known: known !== null, json: value.json };
  // A documented time of null was not reached.
  if (known && value.kind === "null") return;
  if (!known && !isTimeOfItsOwn(field, reading)) addOther(status, field);
  else if (reading.kind === "instant") status.times.push({ ...time, at: formatAt(value, reading.atMs), reading });
  else status.otherTimes.push({ ...time, reading });
}

/** Decides by value and name whether an undocumented field is a time. */
function isTimeOfItsOwn({ name, value }: StatusField, { kind }: TimeReading): boolean {
  const hint = timeHint(name);
  const isNumber = value.kind === "number" || /^[\d.+-]*$/.test(value.text ?? "x");
  if (kind === "instant") return hint !== null || !isNumber;
  if (kind === "local") return hint !== null || !isNumber;
  if (kind === "unreadable") return hint === "sure" && value.kind === "string";
  if (kind === "unset" && isNumber) return hint === "sure";
  return hint !== null;
}

/** Keeps the sent form if all programs read it alike, else formats in UTC. */
function formatAt(value: SentValue, atMs: number): string {
  const { text } = value;
  return isIsoTime(text) && Date.parse(text) === atMs ? text : new Date(atMs).toISOString();
}
