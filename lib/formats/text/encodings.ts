/** Encodings that a text can be read in. The identifier is that of WHATWG Encoding where it has one. */
export type EncodingId = (typeof encodings)[number]["id"];

type Decoder = "native" | "table" | "utf-32";
type Encoding = { id: string; label: string; group: EncodingGroup; decoder: Decoder };
export type EncodingGroup = "unicode" | "western" | "central" | "cyrillic" | "greekTurkish" | "southern" | "eastAsian";

const make = <const Id extends string>(
  group: EncodingGroup,
  decoder: Decoder,
  rows: readonly (readonly [Id, string])[],
) => rows.map(([id, label]) => ({ id, label, group, decoder }) satisfies Encoding);

/** `table`: read with the tables of iconv-lite, because browsers have none. The order is that of the list of choices. */
export const encodings = [
  ...make("unicode", "native", [
    ["utf-8", "UTF-8"],
    ["utf-16le", "UTF-16 LE"],
    ["utf-16be", "UTF-16 BE"],
  ]),
  ...make("unicode", "utf-32", [
    ["utf-32le", "UTF-32 LE"],
    ["utf-32be", "UTF-32 BE"],
  ]),
  ...make("western", "native", [
    ["windows-1252", "Windows-1252"],
    ["iso-8859-15", "ISO-8859-15"],
    ["macintosh", "Mac Roman"],
  ]),
  ...make("western", "table", [
    ["cp437", "DOS 437"],
    ["cp850", "DOS 850"],
    ["cp858", "DOS 858"],
    ["cp860", "DOS 860"],
    ["cp861", "DOS 861"],
    ["cp863", "DOS 863"],
    ["cp865", "DOS 865"],
    ["iso88591", "ISO-8859-1"],
    ["maciceland", "Mac Icelandic"],
  ]),
  ...make("central", "native", [
    ["windows-1250", "Windows-1250"],
    ["iso-8859-2", "ISO-8859-2"],
    ["iso-8859-3", "ISO-8859-3"],
    ["iso-8859-4", "ISO-8859-4"],
    ["iso-8859-10", "ISO-8859-10"],
    ["iso-8859-13", "ISO-8859-13"],
    ["iso-8859-14", "ISO-8859-14"],
    ["iso-8859-16", "ISO-8859-16"],
    ["windows-1257", "Windows-1257"],
  ]),
  ...make("central", "table", [
    ["cp852", "DOS 852"],
    ["cp775", "DOS 775"],
    ["maccenteuro", "Mac Central European"],
    ["maccroatian", "Mac Croatian"],
    ["macromania", "Mac Romanian"],
  ]),
  ...make("cyrillic", "native", [
    ["windows-1251", "Windows-1251"],
    ["koi8-r", "KOI8-R"],
    ["koi8-u", "KOI8-U"],
    ["ibm866", "DOS 866"],
    ["iso-8859-5", "ISO-8859-5"],
    ["x-mac-cyrillic", "Mac Cyrillic"],
  ]),
  ...make("cyrillic", "table", [["cp855", "DOS 855"]]),
  ...make("greekTurkish", "native", [
    ["windows-1253", "Windows-1253"],
    ["iso-8859-7", "ISO-8859-7"],
    ["windows-1254", "Windows-1254"],
  ]),
  ...make("greekTurkish", "table", [
    ["cp737", "DOS 737"],
    ["cp869", "DOS 869"],
    ["macgreek", "Mac Greek"],
    ["cp857", "DOS 857"],
    ["macturkish", "Mac Turkish"],
  ]),
  ...make("southern", "native", [
    ["windows-1255", "Windows-1255"],
    ["iso-8859-8", "ISO-8859-8"],
    ["windows-1256", "Windows-1256"],
    ["iso-8859-6", "ISO-8859-6"],
    ["windows-874", "Windows-874"],
    ["windows-1258", "Windows-1258"],
  ]),
  ...make("southern", "table", [
    ["cp862", "DOS 862"],
    ["cp864", "DOS 864"],
  ]),
  ...make("eastAsian", "native", [
    ["shift_jis", "Shift_JIS"],
    ["euc-jp", "EUC-JP"],
    ["iso-2022-jp", "ISO-2022-JP"],
    ["gb18030", "GB18030"],
    ["big5", "Big5"],
    ["euc-kr", "EUC-KR"],
  ]),
] as const;

const byId = new Map<string, Encoding>(encodings.map((encoding) => [encoding.id, encoding]));

/** @throws RangeError for an identifier that is not in the list */
export function encodingOf(id: EncodingId): Encoding {
  const found = byId.get(id);
  if (!found) throw new RangeError("Unknown encoding");
  return found;
}
