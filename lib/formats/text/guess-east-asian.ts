import { analyse } from "chardet";
import type { EncodingId } from "./encodings.ts";

const identifiers: Record<string, EncodingId> = {
  Shift_JIS: "shift_jis",
  "EUC-JP": "euc-jp",
  "ISO-2022-JP": "iso-2022-jp",
  GB18030: "gb18030",
  Big5: "big5",
  "EUC-KR": "euc-kr",
};
/** The most frequent characters of Chinese in both forms; they are a third of any text, and rare in a wrong decoding. */
const frequent = new Set(
  "的一是不了在人有我他这這中大来來上国國个個到说說们們为為子和你地出道也时時年得就那要下以生会會自着著去之过過家学學对對可她里裡后後小么麼心多天而能好都然没沒日于於起还還发發成事只作当當想看文无無开開手十用主行方又如前所本见見经經头頭面公同三已老从從动動两兩长長知民样樣现現分将將外但身些与與高意进進把法此实實回二理美点點月明其种種声聲全工己话話客户戶证證新旧舊地址姓名电電话話号號码碼请請需要",
);

/** Encodings of several bytes, by chardet, if the whole sample is valid in them and reads as their language. Null if none is. */
export function guessEastAsian(sample: Uint8Array): EncodingId | null {
  const found = analyse(sample)
    .flatMap(({ name, confidence }) => {
      const id = identifiers[name];
      return id ? [{ id, confidence }] : [];
    })
    .map((one) => ({ ...one, fit: readFit(sample, one.id) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || b.confidence - a.confidence);
  return found[0]?.id ?? null;
}

/** Share of characters that show the language, from 0 to 1; 0 if it is too small or the bytes are not valid. */
function readFit(sample: Uint8Array, id: EncodingId): number {
  const text = new TextDecoder(id).decode(sample);
  const wide = [...text].filter((character) => character > "\u007f");
  const invalid = wide.filter((character) => character === "\ufffd" || /[\ue000-\uf8ff]/u.test(character)).length;
  // The ends of the parts of a sample may cut a character.
  if (wide.length < 2 || invalid > Math.max(1, wide.length * 0.01)) return 0;
  const share = (test: (character: string) => boolean) => wide.filter(test).length / wide.length;
  const isMark = (character: string) => /[\u3000-\u303f\uff00-\uff65]/u.test(character);
  if (id === "shift_jis" || id === "euc-jp" || id === "iso-2022-jp") {
    const kana = share((character) => /[\u3040-\u30ff]/u.test(character));
    const half = share((character) => /[\uff66-\uff9f]/u.test(character));
    return kana >= 0.25 && half < 0.3 ? kana + share(isMark) + 0.2 : 0;
  }
  if (id === "euc-kr") {
    const hangul = share((character) => /[\uac00-\ud7a3]/u.test(character));
    const common = share((character) =>
      "이다는을를가에의고하은로도지한서기자있사리어시대그나스정해인수라".includes(character),
    );
    return hangul > 0.75 && common > 0.15 ? hangul : 0;
  }
  const common = share((character) => frequent.has(character));
  const han = share((character) => /[\u4e00-\u9fff]/u.test(character));
  return common > 0.15 && han + share(isMark) > 0.85 ? common + share(isMark) : 0;
}
