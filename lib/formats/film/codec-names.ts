/** Usual names of what MediaInfo calls formats, and a MIME type to ask a browser for. */
type Codec = { name: string; probe: string | null };

const codecs: Record<string, Codec> = {
  AVC: { name: "H.264", probe: 'video/mp4; codecs="avc1.42E01E"' },
  HEVC: { name: "HEVC (H.265)", probe: 'video/mp4; codecs="hvc1.1.6.L93.B0"' },
  VVC: { name: "VVC (H.266)", probe: null },
  AV1: { name: "AV1", probe: 'video/mp4; codecs="av01.0.04M.08"' },
  VP8: { name: "VP8", probe: 'video/webm; codecs="vp8"' },
  VP9: { name: "VP9", probe: 'video/webm; codecs="vp9"' },
  Theora: { name: "Theora", probe: 'video/ogg; codecs="theora"' },
  "MPEG-4 Visual": { name: "MPEG-4 Visual", probe: 'video/mp4; codecs="mp4v.20.9"' },
  "MPEG Video": { name: "MPEG-1/MPEG-2", probe: null },
  JPEG: { name: "Motion JPEG", probe: null },
  AAC: { name: "AAC", probe: 'audio/mp4; codecs="mp4a.40.2"' },
  "MPEG Audio": { name: "MP3", probe: "audio/mpeg" },
  Opus: { name: "Opus", probe: 'audio/webm; codecs="opus"' },
  Vorbis: { name: "Vorbis", probe: 'audio/webm; codecs="vorbis"' },
  FLAC: { name: "FLAC", probe: "audio/flac" },
  PCM: { name: "PCM", probe: "audio/wav" },
  ALAC: { name: "ALAC", probe: 'audio/mp4; codecs="alac"' },
  "AC-3": { name: "AC-3", probe: 'audio/mp4; codecs="ac-3"' },
  "E-AC-3": { name: "E-AC-3", probe: 'audio/mp4; codecs="ec-3"' },
  AMR: { name: "AMR", probe: null },
};

/** @param format MediaInfo's name @param profile its profile, such as `Layer 2` */
export function describeCodec(format: string, profile: string): Codec {
  if (format === "MPEG Audio" && /Layer [12]/.test(profile)) return { name: `MPEG Audio, ${profile}`, probe: null };
  if (format === "AMR") return { name: /wide/i.test(profile) ? "AMR-WB" : "AMR-NB", probe: null };
  if (format === "ADPCM" && /^[AU]-Law$/.test(profile))
    return { name: profile === "A-Law" ? "G.711 A-law" : "G.711 µ-law", probe: 'audio/wav; codecs="7"' };
  if (/^(xvid|divx|dx50)$/i.test(format)) return { name: "MPEG-4 Visual", probe: null };
  return codecs[format] ?? { name: format === "" ? "?" : format, probe: null };
}
