import { type NameStrength, nameDictionary } from "./concept-names.ts";
import { splitWords } from "./member-words.ts";

/**
 * How sure a member's name is that its value states the concept of the person identified:
 * - `named`: another value there contradicts
 * - `qualified`: the name says more than we know (`previousLastName`, `customerLastName`), or it stands among checks or typed
 *   data: another value there is for a person to judge
 * - `ambiguous`: the name has other common meanings, so that another value there accuses nobody
 */
export type ConceptStrength = NameStrength | "qualified";

/** What the names on the way to a primitive say. `inner` are the names below the one that names the concept. */
export type ConceptMatch = {
  concept: string;
  strength: ConceptStrength;
  /** Position of the name that names the concept. */
  anchor: number;
  inner: readonly string[];
  /** False for an ambiguous name that stands among no names of a person or document: it counts only beside one. */
  hasContext: boolean;
};

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Words that say where or in what form a value was read, never what it is. */
const sectionWords = setOf(
  "viz mrz chip nfc ocr icao dg dg1 dg2 dg11 rfid visual vision barcode pdf417 qr data details detail info information fields field attributes attribute properties property section sections page front back side recto verso " +
    "result results output outputs outcome extraction extracted extract extractions read reading readings scan scanned recognized recognised parsed holder bearer owner person persons people personal subject subjects signer signers applicant applicants user userdata " +
    "identity identified identification ident id idv kyc natural individual main primary document documents doc docs passport idcard card national travel verified verifiable claims claim credential vc payload body content item items list entry entries element elements node nodes edge edges record records object value values text current latest official legal full standard basic base common core kern general generic std my the a of to from s is in on at by for and with my text de en fr it es latin roman western local native international english german french italian iso mandatory optional evidence evidences proof capture captured capturing verification check process session transaction case file machine readable zone zones personne personnes persona persone titulaire titolare inhaber person daten angaben donnees dati piece pieces ausweis ausweisdokument identitatsdokument carte carta passeport passaporto pass namespaces namespace ns prefix vcard schema org eu europa eidas pid mdl mdoc iso18013 18013 5 1 2 3 4 0 6 7 8 9 raw normalized normalised formatted string str original clean sanitized ascii upper display print printed embossed signed hybrid merged final best result1 attributes2 sd jwt token",
);

/** Words behind the concept in one name that say in what form the value stands: `lastNameLatin`, `birthDateIso`. */
const formWords = setOf(
  "value values text latin iso raw original formatted normalized normalised sanitized mrz viz chip nfc ocr icao string str native local roman en de fr it es list full 0 1 2 3 4 5 6 7 8 9 s content ascii clean printed transliterated extracted read field",
);

/** Names that describe a value and are not one: what stands there is passed over. */
const metaWords = setOf(
  "confidence confidences score scores probability likelihood accuracy status state valid validity validated validation validations check checks checked match matches matched matching verified verification comparison comparisons compare compared similarity equality " +
    "source sources origin origins language languages lang locale script encoding format mask length size position positions offset box boxes bbox bounding boundingbox polygon polygons polyline vertices region regions coordinates coordinate coords rect roi x y w h width height top left bottom right page pages angle " +
    "hash hashed sha digest salt signature image images photo picture crop thumbnail base64 url uri href link links uuid guid order required optional enabled disabled visible editable changed modified updated edited reason reasons error errors warning warnings message messages comment comments note notes label labels title titles description descriptions placeholder pattern regex count counts total flag flags threshold quality level levels result results outcome rank weight priority version schema lcid fieldtype valuetype datatype tag tags color colour font timestamp provider engine model algorithm method index idx position category categories display present missing available readable legible detected random use unit period prefix suffix salutation title honorific academic titel anrede digestid",
);

/** Sections whose members are named after fields and hold findings about them; a text there may still be a value. */
const findingSections = setOf(
  "check checks breakdown breakdowns validation validations comparison comparisons match matches matching scores confidence confidences flags errors warnings required requirements config configuration settings options schema labels translations template mapping metadata meta statistics coordinates positions history historical previous former prior old before past original_input input inputs submitted provided entered typed declared claimed expected requested request reference fixed prefilled customer client contact account profile owner delivery expectations criteria audit log logs event events changes change diff updates alias aliases alternative alternatives candidate candidates suggestion suggestions",
);

/** People and bodies other than the person identified. What stands under them says nothing about that person. */
const otherParties = setOf(
  "agent agents agente operatore operateur operador sachbearbeiter sachbearbeiterin bearbeiter bearbeiterin pruefer prufer pruferin prueferin verifikateur verificatore verificateur responsabile mitarbeiter mitarbeiterin employe collaboratore interviewer interviewers approver approvers examiner assessor analyst handler author editor consultant caseworker validator moderator reviewer reviewers operator operators officer officers clerk employee employees staff inspector verifier auditor supervisor manager device devices company companies business businesses employer organisation organization organisations merchant tenant partner partners witness witnesses parent parents father mother mere pere vater mutter madre padre spouse husband wife guardian guardians child children sibling relative emergency creator caller shipping billing notary bank issuer authority behorde autorite autorita issuedby sponsor vendor recipient sender counterparty attorney lawyer translator interpreter address addresses adresse indirizzo anschrift birthplace",
);
/** The same where the concept is a document's: an issuer has a country, an authority does not have the holder's name. */
const issuerWords = setOf("issuer authority issuedby");
const issuerConcepts = setOf("issuing_country document_issue document_expiry document_number document_type");

/** Qualifiers inside a name that change whom or what the value speaks of. */
const shiftingWords = setOf(
  "previous former prior old past second secondary other another alternative alternate alias requested expected declared claimed entered typed submitted provided input customer client contact account profile owner reference fixed org orig previous birth maiden artistic stage nick nickname preferred short middle partner paternal maternal original",
);

const documentWords = setOf("document doc id card passport identity viz mrz chip ocr display formatted full ausweis");

/** Names of objects that stand around what an ambiguous name states. */
const contextOf: Readonly<Record<string, RegExp>> = {
  full_name:
    /^(persons?|people|signers?|holders?|subjects?|applicants?|users?|userdata|identity|personal|natural|individuals?|identified|inhaber|titulaire|titolare|personne|persona|credentialsubject|personaldata|persondata|naturalperson)$/,
  document_number:
    /^(documents?|docs?|iddocs?|passports?|ausweis\w*|idcards?|cards?|travel|piece|carte|carta|passeport|passaporto|identitydocuments?|iddocuments?|identificationdocuments?|licen[cs]es?)$/,
};
contextOfLike("family_name", "full_name");
contextOfLike("given_name", "full_name");
for (const concept of ["document_type", "issuing_country", "document_issue", "document_expiry"])
  contextOfLike(concept, "document_number");
function contextOfLike(concept: string, other: string) {
  (contextOf as Record<string, RegExp>)[concept] = contextOf[other] as RegExp;
}

const singular: Readonly<Record<string, string>> = {
  documents: "document",
  docs: "doc",
  passports: "passport",
  cards: "card",
  licences: "licence",
  licenses: "license",
  iddocs: "iddoc",
};

type Own = { concept: string; strength: ConceptStrength; needsContext: boolean };

/** Members that hold a part of a date, in the languages of the dictionary. */
const dateParts: Readonly<Record<string, "day" | "month" | "year">> = {
  ...Object.fromEntries(
    "day days dd d tag jour giorno dia dayofmonth".split(" ").map((word) => [word, "day"] as const),
  ),
  ...Object.fromEntries(
    "month months mm m monat mois mese mes monthvalue monthofyear".split(" ").map((word) => [word, "month"] as const),
  ),
  ...Object.fromEntries("year years yyyy yy y jahr annee anno ano".split(" ").map((word) => [word, "year"] as const)),
};

/** The part of a date that a member's name stands for, or null. */
export const datePartOf = (name: string): "day" | "month" | "year" | null =>
  Object.hasOwn(dateParts, splitWords(name).join("")) ? (dateParts[splitWords(name).join("")] ?? null) : null;

/** Longest name of the dictionary that these words end in; `words.slice(0, from)` stand before it. */
function findEntry(words: readonly string[], ownFrom: number): { own: Own; from: number } | null {
  for (let from = 0; from < words.length; from++) {
    const entry = nameDictionary.get(words.slice(from).join(""));
    if (entry) {
      // A name that stands alone in its member is judged by where it stands; one that began in the parent has its context.
      const needsContext = entry.strength === "ambiguous" && from >= ownFrom;
      return { own: { concept: entry.concept, strength: entry.strength, needsContext }, from };
    }
  }
  return null;
}

/** Shortest name that may end a word without a boundary before it: `holderlastname`. */
const minSuffixLength = 7;

/** `docfirstname`: a name in one piece that ends in a known one. */
function findSuffix(word: string): { own: Own; before: string } | null {
  for (let from = 1; from <= word.length - minSuffixLength; from++) {
    const entry = nameDictionary.get(word.slice(from));
    if (entry?.strength === "named") return { own: { ...entry, needsContext: false }, before: word.slice(0, from) };
  }
  return null;
}

function qualify(own: Own, qualifiers: readonly string[]): Own | null {
  if (qualifiers.some((word) => otherParties.has(word) && !(issuerWords.has(word) && issuerConcepts.has(own.concept))))
    return null;
  // `fiscalNumber` is not the number of the document: a doubtful name counts only as it stands, or as a document's.
  if (own.strength === "ambiguous") return qualifiers.every((word) => documentWords.has(word)) ? own : null;
  const isPlain = qualifiers.every((word) => sectionWords.has(word) && !shiftingWords.has(word));
  return isPlain ? own : { ...own, strength: "qualified" };
}

/** The concept that one member's name states, given the words of the names around it. */
function matchName(words: readonly string[], around: readonly string[]): Own | null {
  // Forms behind the name (`lastNameLatin`) fall away one by one until a known name remains.
  let own = words;
  let forms = 0;
  while (own.length > 0) {
    const all = [...around, ...own];
    const found = findEntry(all, around.length);
    if (found && found.from < all.length) {
      const qualifiers = found.from >= around.length ? own.slice(0, found.from - around.length) : [];
      return qualify(found.own, qualifiers);
    }
    const suffix = own.length === 1 ? findSuffix(own[0] ?? "") : null;
    if (suffix) return qualify(suffix.own, [suffix.before]);
    const last = own.at(-1) ?? "";
    if (metaWords.has(last) && !formWords.has(last)) return null;
    own = own.slice(0, -1);
    if (!formWords.has(last)) forms++;
    // More than one unknown word behind a known name (`lastNameOfTheAgent`) speaks of something else.
    if (forms > 1) return null;
    if (forms === 1) {
      const rest = matchName(own, around);
      return rest && { ...rest, strength: rest.strength === "ambiguous" ? "ambiguous" : "qualified" };
    }
  }
  return null;
}

/** Words of the names around a member that may begin its own name: the nearest that are not sections. */
function contextWords(parents: readonly (readonly string[])[]): string[] {
  for (let at = parents.length - 1; at >= 0 && at >= parents.length - 4; at--) {
    const words = parents[at] ?? [];
    const telling = words.map((word) => singular[word] ?? word);
    if (words.some((word) => isTelling(word))) return telling;
    // `documents[0].fields.DateOfExpiration.type` is not the type of the document.
    if (!words.every((word) => sectionWords.has(word))) return [];
  }
  return [];
}

const tellingWords = setOf(
  "document documents doc docs passport passports card cards licence license licences licenses iddoc iddocs idcard identitydocument iddocument identificationdocument ausweis ausweisdokument piece carte carta passeport passaporto name names birth naissance geburt nascita holder person signer subject applicant user travel identity",
);
const isTelling = (word: string) => tellingWords.has(word);

/** Names of people who act on a case (`approvedBy`, `screener`); the person identified has names of its own. */
const isActor = (words: readonly string[]) =>
  (words.at(-1) === "by" && words.length > 1) ||
  (/(er|or)$/.test(words.at(-1) ?? "") && !personalRoles.has(words.at(-1) ?? ""));
const personalRoles = setOf(
  "holder bearer owner user signer customer number member traveller traveler passenger driver titolare header folder order layer paper other outer inner filter center master letter container wrapper provider server never over under after later power vor inhaber fuhrer identifier carrier consumer subscriber buyer borrower player teller parameter register character chapter water super computer scanner reader parser vendor processor extractor detector generator indicator sensor factor vector error color minor major prior author behaelter behalter nummer filler folder",
);

const strengthAmong = (strength: ConceptStrength, parents: readonly (readonly string[])[]): ConceptStrength =>
  strength === "named" && parents.some((words) => isActor(words) || words.some((word) => findingSections.has(word)))
    ? "qualified"
    : strength;

/**
 * The concept that a primitive states by the names on the way to it, or null. The innermost name that names a concept
 * counts: `document.number.value` states the document number, `lastName.confidence` nothing.
 * @param names names from the top, as sent; positions in arrays left out
 */
export function matchConcept(names: readonly string[]): ConceptMatch | null {
  const words = names.map(splitWords);
  let doubtful: ConceptMatch | null = null;
  for (let at = names.length - 1; at >= 0; at--) {
    const parents = words.slice(0, at);
    if (at > 0 && Object.hasOwn(dateParts, (words[at] ?? []).join(""))) continue;
    const own = birthPart(words[at] ?? []) ?? matchName(words[at] ?? [], contextWords(parents));
    if (own === null) {
      if (isMeta(words[at] ?? []) && at > 0 && matchesAbove(words, at)) return null;
      continue;
    }
    const party = parents.some((parent) =>
      parent.some((word) => otherParties.has(word) && !(issuerWords.has(word) && issuerConcepts.has(own.concept))),
    );
    if (party) return null;
    const inner = names.slice(at + 1);
    const strength = strengthAmong(own.strength, parents);
    const match = {
      concept: own.concept,
      strength,
      anchor: at,
      inner,
      hasContext: !own.needsContext || hasContext(own.concept, parents),
    };
    // `nationality.name` is a nationality: a doubtful name gives way to a sure one around it.
    if (match.hasContext) return match;
    doubtful ??= match;
  }
  return doubtful;
}

/** `birthDay` is a part where month and year stand beside it; `birthday` is the date. */
const birthPart = (words: readonly string[]): Own | null =>
  words.at(-2) === "birth" && words.at(-1) === "day"
    ? { concept: "birth_day", strength: "named", needsContext: false }
    : null;

/** True where a name says only something about a value: `confidence`, `lastNameStatus`. */
export const isMeta = (words: readonly string[]) => words.length > 0 && metaWords.has(words.at(-1) ?? "");
/** True where a name says only in what form or section a value stands. */
export const isForm = (words: readonly string[]) =>
  words.length > 0 && words.every((word) => formWords.has(word) || sectionWords.has(word));

const matchesAbove = (words: readonly (readonly string[])[], at: number) =>
  words.slice(0, at).some((own, index) => matchName(own, contextWords(words.slice(0, index))) !== null);

function hasContext(concept: string, parents: readonly (readonly string[])[]): boolean {
  const form = contextOf[concept];
  return (
    form?.test(contextWords(parents).join("")) === true ||
    parents.some((words) => words.some((word) => form?.test(word)))
  );
}

/** Names that are doubtful as members, but not as labels of a person's fields. */
const plainLabels = setOf("name nom nome");

/** The concept that a text names as a label (`{ "name": "lastName", "value": "…" }`), or null. */
export function matchLabel(text: string): { concept: string; strength: ConceptStrength } | null {
  const words = splitWords(text);
  if (words.length === 0 || words.length > 8) return null;
  const own = matchName(words, []);
  return own === null || (own.needsContext && !plainLabels.has(words.join(""))) ? null : own;
}

/** True for a role that is not the person identified: `agent`, `REVIEWER`, `issuing_authority`. */
export const isOtherParty = (text: string): boolean => {
  const words = splitWords(text);
  if (words.length > 4) return false;
  return (
    (words.at(-1) === "by" && words.length > 1) ||
    words.some((word) => otherParties.has(word) && !/^address/.test(word))
  );
};
