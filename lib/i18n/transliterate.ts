import type { Spellings } from "./name-letters.ts";

type Table = ReadonlyMap<string, readonly string[]>;

/** Parses `ж:zh,j` entries separated by spaces; nothing after the colon is the empty spelling. */
const table = (text: string): [string, string[]][] =>
  text
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [letter = "", spellings = ""] = entry.split(":");
      return [letter, spellings.split(",")];
    });

const common = table(`а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts
  ч:ch ш:sh щ:shch ъ:ie ы:y ь: э:e ю:iu я:ia і:i ї:i є:ie ґ:g ў:u ђ:d,dj ј:j љ:lj њ:nj ћ:c џ:dz,dj ѓ:g,gj ќ:k,kj ѕ:dz
  ә:a ғ:g қ:q,k ң:n ө:o ұ:u ү:u һ:h ѣ:e ѳ:f ѵ:i`);

/**
 * Romanisations of Cyrillic as complete tables, so that one applies to a whole name: ICAO Doc 9303 part 3 section 6.B
 * (also Russian passports since 2013), GOST and English usage, Ukraine (2010), German, French, scientific (ISO 9),
 * Serbian and Macedonian, Bulgarian, Belarusian.
 */
const cyrillic: readonly Table[] = [
  "",
  "е:e,ye ё:yo,ye,e,io й:y ъ:,ie ь:,i ю:yu я:ya ы:y і:i ї:yi є:ye",
  "г:h и:y й:y,i і:i ї:yi,i є:ye,ie ю:yu,iu я:ya,ia щ:shch",
  "в:w е:e,je ё:jo,e ж:sch,sh з:s й:i,j,y с:s,ss х:ch ц:z ч:tsch ш:sch щ:schtsch ъ: ю:ju я:ja ы:y є:je ї:ji",
  "е:e,ie ё:io,e г:g,gu ж:j й:i,y с:s,ss у:ou ч:tch ш:ch щ:chtch ъ: ю:iou,you я:ia,ya",
  "ж:z й:j х:h,x,ch ц:c ч:c ш:s щ:sc,s ъ: ю:u,ju я:a,ja ё:e,jo є:e,je ї:i,ji",
  "ж:z,zh х:h ц:c ч:c,ch ш:s,sh",
  "й:y х:h щ:sht ъ:a ь:y, ю:yu я:ya,a",
  "г:h,g ж:zh,z й:j,i х:kh,ch ц:ts,c ч:ch,c ш:sh,s ў:u,w ё:io,jo,yo,e ю:iu,ju,yu я:ia,ja,ya е:e,ie,je,ye",
].map((changes) => new Map([...common, ...(changes === "" ? [] : table(changes))]));

/** ELOT 743 (ISO 843) and common variants; letter groups first. */
const greek: Table = new Map(
  table(`ου:ou,u αυ:av,af,au ευ:ev,ef,eu ηυ:iv,if γγ:ng,gg γκ:gk,g,ng γξ:nx,gx γχ:nch,gch,nkh μπ:b,mp ντ:nt,d,nd τζ:tz
  αι:ai,e οι:oi,i ει:ei,i α:a β:v,b γ:g,y δ:d ε:e ζ:z η:i θ:th ι:i κ:k,c λ:l μ:m ν:n ξ:x,ks ο:o π:p ρ:r σ:s ς:s τ:t υ:y,i φ:f,ph χ:ch,h,kh ψ:ps ω:o`),
);

/** MRZ letters of Russian internal passports (МВД order 851 of 2017, table 1). */
const russianZone: Table = new Map(
  table(`а:a б:b в:v г:g д:d е:e ё:2 ж:j з:z и:i й:q к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:c ч:3 ш:4 щ:w ъ:x ы:y
  ь:9 э:6 ю:7 я:8`),
);

/** Decodes the Cyrillic name in a Russian internal passport's MRZ, where digits represent letters. */
export function readRussianMrzName(text: string): string {
  const back = new Map([...russianZone].map(([letter, [code = ""]]) => [code, letter]));
  return [...text.toLowerCase()].map((sign) => (back.get(sign) ?? sign).toUpperCase()).join("");
}

/** Spells the letters from `at`, groups first. A diaeresis splits a group (Μαΐου). */
function spellGreek(text: string): Spellings {
  const letters = text.normalize("NFD").match(/[\p{L}\p{N}]\p{M}*/gu) ?? [];
  const spellings: (readonly string[])[] = [];
  for (let at = 0; at < letters.length; at++) {
    const [own = "", next = ""] = [letters[at]?.charAt(0), letters[at + 1] ?? ""];
    const group = next.includes("\u0308") ? undefined : greek.get(own + next.charAt(0));
    spellings.push(group ?? greek.get(own) ?? [own]);
    if (group) at++;
  }
  return spellings;
}

/** Romanises a lower-case Cyrillic or Greek name by each table; empty for other scripts. */
export function transliterate(folded: string): Spellings[] {
  if (/\p{Script=Greek}/u.test(folded)) return [spellGreek(folded)];
  if (!/\p{Script=Cyrillic}/u.test(folded)) return [];
  const letters = [...folded.normalize("NFC")].filter((letter) => /[\p{L}\p{N}]/u.test(letter));
  return cyrillic.map((letterTable) => letters.map((letter) => letterTable.get(letter) ?? [letter]));
}
