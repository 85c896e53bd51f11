import { splitWords } from "#lib/agreement/member-words";

/** What a picture shows, as its path says; `document` without its side. Nothing is recognised in the picture itself. */
export type PictureRole = "document_front" | "document_back" | "document" | "face" | "chip_portrait";

/** Words of paths in the languages of providers, without diacritics. */
const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

const front = words(
  "front frontside recto vorderseite vorne fronte frontale anteriore obverse avant anverso frente voorkant frontimage",
);
const back = words(
  "back backside backimage rear verso reverse ruckseite rueckseite hinten retro arriere posteriore reverso achterkant",
);
const face = words("selfie selfies face faces facial faceimage gesicht gesichtsbild visage viso volto");
const portrait = words("portrait photo foto face facial passbild lichtbild ritratto");
const chip = words("chip nfc rfid dg epassport emrtd icao");
const document = words(
  "document documents doc docs id ids identity identite identita idcard idcards card carte carta karte ausweis ausweise " +
    "personalausweis identitatskarte identitaetskarte passport passports reisepass passeport passaporto pass dokument " +
    "dokumente documento licence license permit fuhrerschein fuehrerausweis datapage biodata holderpage",
);
/** Parts and variants of another picture: they do not take its place. */
const variant = words(
  "crop cropped cutout thumb thumbs thumbnail thumbnails small mini preview glare uv ir infrared ultraviolet hologram " +
    "holograms detail details frame frames signature masked blurred redacted background feature features",
);

const hasAny = (own: readonly string[], of: ReadonlySet<string>) => own.some((word) => of.has(word));

/** One word for each side, or none: a path with both says nothing. */
function sideOf(own: readonly string[]): "document_front" | "document_back" | "document" {
  const [isFront, isBack] = [hasAny(own, front), hasAny(own, back)];
  return isFront === isBack ? "document" : isFront ? "document_front" : "document_back";
}

function roleOf(own: readonly string[]): PictureRole | null {
  const [isDocument, isFace, isPortrait] = [hasAny(own, document), hasAny(own, face), hasAny(own, portrait)];
  const side = sideOf(own);
  if (hasAny(own, chip) && isPortrait) return "chip_portrait";
  // "document/face.jpg" may be the photo of the document or the person before the camera.
  if (isFace) return isDocument && !own.some((word) => word.startsWith("selfi")) ? null : "face";
  if (side !== "document") return side;
  return isDocument && !isPortrait ? "document" : null;
}

/** A role and how far to trust it against others of the same role: the lower, the better. */
export type RankedRole = { role: PictureRole; rank: number };

/**
 * Reads the role of a picture from its path, or from the paths where record and token state its digest.
 * @returns null if the words do not say it, or say two things
 */
export function findPictureRole(path: string, claimPaths: readonly string[] = []): RankedRole | null {
  for (const [rank, text] of [path, ...claimPaths].entries()) {
    const own = splitWords(text);
    const role = roleOf(own);
    if (role === null) continue;
    return { role, rank: (rank > 0 ? 1 : 0) + (hasAny(own, variant) ? 10 : 0) };
  }
  return null;
}
