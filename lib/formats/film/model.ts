import type { Defect } from "#lib/formats/media/model";

/** One message per code, `files.media.defect`. */
export type FilmCode =
  | "damaged"
  | "index_missing"
  | "no_checksum"
  | "no_duration"
  | "no_tracks"
  | "partly_checked"
  | "pictures_damaged"
  | "samples_missing"
  | "size_unknown"
  | "sounds_damaged"
  | "truncated";
export type FilmDefect = Defect<FilmCode>;

/** A track as the file describes it. */
export type FilmTrack = {
  kind: "picture" | "sound" | "text" | "other";
  /** Usual name: `H.264`, `AAC`, `AMR`. */
  codec: string;
  /** MIME type with codec that a browser answers for; null if none plays it. */
  probe: string | null;
  /** Pixels, frames per second, degrees, channels, hertz; null if not stated. */
  width: number | null;
  height: number | null;
  frameRate: number | null;
  rotation: number | null;
  channels: number | null;
  sampleRate: number | null;
};

/** What a film or a sound says of itself. */
export type Film = {
  container: string;
  seconds: number | null;
  tracks: FilmTrack[];
  /** Name and value, as in the file: dates, place, device. */
  facts: { name: string; value: string }[];
  defects: FilmDefect[];
};

export type FilmMethods = { inspect: { params: { blob: Blob }; result: Film } };
