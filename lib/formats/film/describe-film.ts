import { describeCodec } from "./codec-names.ts";
import type { Film, FilmDefect, FilmTrack } from "./model.ts";

/** A track of MediaInfo's result; its values have the library's own types, which a hostile file may not follow. */
export type MediaTrack = Record<string, unknown>;

const kinds: Record<string, FilmTrack["kind"]> = { Video: "picture", Audio: "sound", Text: "text" };

/** Names of MediaInfo that say how it read the file, or what stands elsewhere in the list. */
const skipped =
  /^(@|Count|StreamCount|StreamKind|ID|UniqueID|.*Count$|FileSize|FileExtension|IsTruncated|ConformanceErrors|Source_Delay|Errors|ErrorDetection|CRC_Error|HeaderSize|DataSize|FooterSize|IsStreamable|StreamSize|OverallBitRate|Duration|Format|CodecID|FrameRate|FrameCount|Audio_|Video_|Text_|File_|Delay|pointer_field|section_length|Cover_Data|Conformance)/;

const text = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value).slice(0, 500) : "";
const number = (value: unknown): number | null => {
  const read = typeof value === "string" ? Number.parseFloat(value) : value;
  return typeof read === "number" && Number.isFinite(read) ? read : null;
};
const extraOf = (track: MediaTrack): MediaTrack =>
  typeof track.extra === "object" && track.extra !== null ? (track.extra as MediaTrack) : {};

/** Makes our model of MediaInfo's tracks: one for the file, and one each for pictures, sounds and the rest. */
export function describeFilm(tracks: readonly MediaTrack[]): Film {
  const general = tracks.find((track) => track["@type"] === "General") ?? {};
  const streams = tracks.filter((track) => !["General", "Menu"].includes(text(track["@type"]))).map(describeTrack);
  const seconds = number(general.Duration);
  const playable = streams.filter(({ kind }) => kind === "picture" || kind === "sound");
  const defects: FilmDefect[] = [];
  if (hasUnknownSize(general)) defects.push({ code: "size_unknown", severity: "note" });
  else if (isTruncated(general)) defects.push({ code: "truncated", severity: "warning" });
  if (playable.length === 0) {
    const isIndexed = /^(MPEG-4|QuickTime)$/.test(text(general.Format));
    defects.push({ code: isIndexed ? "index_missing" : "no_tracks", severity: "warning" });
  } else if (seconds === null || seconds === 0) defects.push({ code: "no_duration", severity: "note" });
  return { container: text(general.Format), seconds, tracks: streams, facts: factsOf(general), defects };
}

function describeTrack(track: MediaTrack): FilmTrack {
  const codec = describeCodec(text(track.Format), text(track.Format_Profile));
  return {
    kind: kinds[text(track["@type"])] ?? "other",
    codec: codec.name,
    probe: codec.probe,
    width: number(track.Width),
    height: number(track.Height),
    frameRate: number(track.FrameRate),
    rotation: number(track.Rotation),
    channels: number(track.Channels),
    sampleRate: number(track.SamplingRate),
  };
}

const errorsOf = (general: MediaTrack) => JSON.stringify(extraOf(general).ConformanceErrors ?? "");

/** A program that writes to a pipe does not know the size, and declares the largest one. */
const hasUnknownSize = (general: MediaTrack) => /expected (4294967[23]\d\d|21474836\d\d)/.test(errorsOf(general));

/** Only what says that bytes are missing at the end: other findings of the library are about rules that players ignore. */
const isTruncated = (general: MediaTrack) =>
  extraOf(general).IsTruncated === "Yes" ||
  /more than maximal permitted size|less than expected size/.test(errorsOf(general));

function factsOf(general: MediaTrack): Film["facts"] {
  return [...Object.entries(general), ...Object.entries(extraOf(general))].flatMap(([name, value]) => {
    const shown = text(value);
    return shown === "" || skipped.test(name) ? [] : [{ name: name.replaceAll("_", " "), value: shown }];
  });
}
