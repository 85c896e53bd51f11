import { invisible, normalizeCharacters } from "./characters.ts";
import { decodePercent } from "./decode-bytes.ts";
import { decodeMail } from "./decode-mail.ts";
import { decodeMarkup } from "./decode-markup.ts";
import { decodeRtf, isRtf } from "./decode-rtf.ts";
import { Findings } from "./findings.ts";
import { isUuid, joinAllLines, joinCutAddresses } from "./join-lines.ts";
import { scanText } from "./scan-text.ts";

/** Encodings of a whole text are undone so often, one after the other. */
const maxRounds = 3;
/** Readings of one text; more would need more encodings inside each other than tickets carry. */
const maxReadings = 8;
const decoders = [dropInvisible, joinCutAddresses, decodeMail, decodeMarkup, decodeWhole];

/** Invisible characters part words where they stand alone, but not the characters of an encoding. */
function dropInvisible(text: string): string {
  return text.replaceAll(invisible, "");
}

/** Undoes percent-encoding of the whole text, so that what it encodes can be decoded further. */
function decodeWhole(text: string): string {
  return /[\s<>"]|:\//.test(text) ? text : decodePercent(text);
}

/** RTF drops line ends, so what they mean in mail comes first. */
function decodeRtfMail(text: string): string {
  return decodeRtf(decodeMail(dropInvisible(text)));
}

/** The text and what it becomes when the encodings of mail, markup and RTF are undone, each reading once. */
function readings(text: string): string[] {
  const all = [text];
  let last = [text];
  for (let round = 0; round < maxRounds && all.length < maxReadings; round += 1) {
    const next: string[] = [];
    // Backslashes mean something else in RTF than in Markdown and JSON.
    for (const reading of last)
      for (const decode of isRtf(reading) ? [decodeRtfMail] : decoders) {
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
    scanText(reading, scanned, ownHost);
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
    // Where lines were joined, the word on the next line may have become part of an ID that is not a UUID.
    if (!findings.byKey.has(key) && isUuid(place.srId)) findings.add({ ...place, evidenceId: null }, confidence);
  }
  return findings;
}
