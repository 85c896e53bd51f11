import { invisible, normalizeCharacters } from "./characters.ts";
import { decodePercent } from "./decode-bytes.ts";
import { decodeMail } from "./decode-mail.ts";
import { decodeMarkup } from "./decode-markup.ts";
import { decodeRtf, isRtf } from "./decode-rtf.ts";
import { FoundTargets } from "./found-targets.ts";
import { isUuid, joinAllLines, joinCutAddresses } from "./join-lines.ts";
import { scanText } from "./scan-text.ts";

/** Maximum rounds of decoding a whole text. */
const maxRounds = 3;
/** Maximum readings; tickets do not nest more encodings. */
const maxReadings = 8;
const decoders = [dropInvisible, joinCutAddresses, decodeMail, decodeMarkup, decodeWhole];

/** Treats invisible characters as separators, except inside an encoding. */
function dropInvisible(text: string): string {
  return text.replaceAll(invisible, "");
}

/** Decodes percent-encoding of the whole text, so that its content can be decoded further. */
function decodeWhole(text: string): string {
  return /[\s<>"]|:\//.test(text) ? text : decodePercent(text);
}

/** Decodes mail before RTF, which drops line ends. */
function decodeRtfMail(text: string): string {
  return decodeRtf(decodeMail(dropInvisible(text)));
}

/** Returns the text and its readings without encodings of mail, markup and RTF, each once. */
function readings(text: string): string[] {
  const all = [text];
  let last = [text];
  for (let round = 0; round < maxRounds && all.length < maxReadings; round += 1) {
    const next: string[] = [];
    // Backslashes differ between RTF and Markdown or JSON.
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

function scanReadings(text: string, ownHost: string): FoundTargets {
  const findings = new FoundTargets();
  for (const reading of readings(text)) {
    const scanned = new FoundTargets();
    scanText(reading, scanned, ownHost);
    findings.override(scanned);
  }
  return findings;
}

/** Finds IDs of signature requests and evidence in wrapped text. Pure; linear. */
export function findIds(raw: string, ownHost: string): FoundTargets {
  const text = normalizeCharacters(raw);
  const findings = scanReadings(text, ownHost);
  if (findings.solidCount > 0) return findings;
  const joined = joinAllLines(text);
  if (joined === text) return findings;
  for (const [key, { target, confidence }] of scanReadings(joined, ownHost).byKey) {
    // Joined lines may append the next word to an ID that is not a UUID.
    if (!findings.byKey.has(key) && isUuid(target.srId)) findings.add({ ...target, evidenceId: null }, confidence);
  }
  return findings;
}
