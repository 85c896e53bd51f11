import { normalizeCharacters } from "./characters.ts";
import { decodeMail } from "./decode-mail.ts";
import { decodeMarkup } from "./decode-markup.ts";
import { decodeRtf } from "./decode-rtf.ts";
import { Findings } from "./findings.ts";
import { joinAllLines, joinCutAddresses } from "./join-lines.ts";
import { scanText } from "./scan-text.ts";

/** Encodings of a whole text are undone so often, one after the other. */
const maxRounds = 3;
/** Readings of one text; more would need more encodings inside each other than tickets carry. */
const maxReadings = 8;
const decoders = [joinCutAddresses, decodeMail, decodeRtf, decodeMarkup];

/** The text and what it becomes when the encodings of mail, markup and RTF are undone, each reading once. */
function readings(text: string): string[] {
  const all = [text];
  let last = [text];
  for (let round = 0; round < maxRounds && all.length < maxReadings; round += 1) {
    const next: string[] = [];
    for (const reading of last)
      for (const decode of decoders) {
        const decoded = decode(reading);
        if (all.length < maxReadings && !all.includes(decoded)) {
          all.push(decoded);
          next.push(decoded);
        }
      }
    last = next;
  }
  return all;
}

function scanReadings(text: string, ownHost: string): Findings {
  const findings = new Findings();
  for (const reading of readings(text)) {
    const scanned = new Findings();
    scanText(reading, { findings: scanned, ownHost, round: 0, isNested: false });
    findings.override(scanned);
  }
  return findings;
}

/**
 * Finds the IDs of signature requests and evidence in a text, whatever they are wrapped in. Pure; linear in the text.
 * @param ownHost host and port that this page was loaded from
 */
export function findPlaces(raw: string, ownHost: string): Findings {
  const text = normalizeCharacters(raw);
  const findings = scanReadings(text, ownHost);
  if (findings.solidCount > 0) return findings;
  const joined = joinAllLines(text);
  if (joined === text) return findings;
  for (const [key, { place, confidence }] of scanReadings(joined, ownHost).byKey) {
    // Where lines were joined, the word on the next line may have become part of an evidence ID.
    if (!findings.byKey.has(key)) findings.add({ ...place, evidenceId: null }, confidence);
  }
  return findings;
}
