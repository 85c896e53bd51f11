import { normalizeMemberName } from "./member-words.ts";

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Words for the source or form of a value. */
export const sectionWords = setOf(
  "viz mrz chip nfc ocr icao dg dg1 dg2 dg11 rfid visual vision barcode pdf417 qr data details detail info information fields field attributes attribute properties property section sections page front back side recto verso " +
    "result results output outputs outcome extraction extracted extract extractions read reading readings scan scanned recognized recognised parsed holder bearer owner person persons people personal subject subjects signer signers applicant applicants user userdata " +
    "identity identified identification ident id idv kyc natural individual main primary document documents doc docs passport idcard card national travel verified verifiable claims claim credential vc payload body content item items list entry entries element elements node nodes edge edges record records object value values text current latest official legal full standard basic base common core kern general generic std my the a of to from s is in on at by for and with my text de en fr it es latin roman western local native international english german french italian iso mandatory optional evidence evidences proof capture captured capturing verification check process session transaction case file machine readable zone zones personne personnes persona persone titulaire titolare inhaber person daten angaben donnees dati piece pieces ausweis ausweisdokument identitatsdokument carte carta passeport passaporto pass namespaces namespace ns prefix vcard schema org eu europa eidas pid mdl mdoc iso18013 18013 5 1 2 3 4 0 6 7 8 9 raw normalized normalised formatted string str original clean sanitized ascii upper display print printed embossed signed hybrid merged final best result1 attributes2 sd jwt token",
);

/** Suffixes for the form of a value: `lastNameLatin`, `birthDateIso`. */
export const formWords = setOf(
  "value values text latin iso raw original formatted normalized normalised sanitized mrz viz chip nfc ocr icao string str native local roman en de fr it es list full 0 1 2 3 4 5 6 7 8 9 s content ascii clean printed transliterated extracted read field",
);

/** Names of metadata, whose values are skipped. */
export const metaWords = setOf(
  "id ids ref confidence confidences score scores probability likelihood accuracy status state valid validity validated validation validations check checks checked match matches matched matching verified verification comparison comparisons compare compared similarity equality " +
    "source sources origin origins language languages lang locale script encoding format mask length size position positions offset box boxes bbox bounding boundingbox polygon polygons polyline vertices region regions coordinates coordinate coords rect roi x y w h width height top left bottom right page pages angle " +
    "hash hashed sha digest salt signature image images photo picture crop thumbnail base64 url uri href link links uuid guid order required optional enabled disabled visible editable changed modified updated edited reason reasons error errors warning warnings message messages comment comments note notes label labels title titles description descriptions placeholder pattern regex count counts total flag flags threshold quality level levels result results outcome rank weight priority version schema lcid fieldtype valuetype datatype tag tags color colour font timestamp provider engine model algorithm method index idx position category categories display present missing available readable legible detected random use unit period prefix suffix salutation title honorific academic titel anrede digestid lastupdated lastmodified lastchanged updatedat createdat modifiedat",
);

/** Sections named after fields with findings about them; a text may still be a value. */
export const findingSections = setOf(
  "check checks breakdown breakdowns validation validations comparison comparisons match matches matching scores confidence confidences flags errors warnings required requirements config configuration settings options schema labels translations template mapping metadata meta statistics coordinates positions history historical previous former prior old before past original_input input inputs submitted provided entered typed declared claimed expected requested request reference fixed prefilled customer customers client clients contact contacts account accounts profile profiles owner owners representative representatives delivery expectations criteria audit log logs event events changes change diff updates alias aliases alternative alternatives candidate candidates suggestion suggestions",
);

/** People and bodies other than the person identified. */
export const otherParties = setOf(
  "agent agents agente operatore operateur operador sachbearbeiter sachbearbeiterin bearbeiter bearbeiterin pruefer prufer pruferin prueferin verifikateur verificatore verificateur responsabile mitarbeiter mitarbeiterin employe collaboratore interviewer interviewers approver approvers examiner assessor analyst handler author editor consultant caseworker validator moderator reviewer reviewers operator operators officer officers clerk employee employees staff inspector verifier auditor supervisor manager device devices company companies business businesses employer organisation organization organisations merchant tenant partner partners witness witnesses parent parents father mother mere pere vater mutter madre padre spouse husband wife guardian guardians child children sibling relative emergency creator caller shipping billing notary notaire notar notarin notaio notari bank banque banca berater beraterin kundenberater kundenberaterin conseiller conseillere consulente advisor adviser zeuge zeugin temoin temoins testimone dolmetscher interprete uebersetzer conjoint conjointe epoux epouse coniuge marito moglie ehemann ehefrau ehepartner partnerin kinder enfant enfants figlio figli arbeitgeber employeur firma unternehmen entreprise societe azienda societa watchlist watchlists sanctions pep adverse issuer authority behorde autorite autorita issuedby sponsor vendor recipient sender counterparty proxy guarantor beneficiary custodian trustee heir attorney lawyer translator interpreter address addresses adresse indirizzo anschrift birthplace",
);
/** Issuers: an issuer has a country; an authority does not have the holder's name. */
export const issuerWords = setOf("issuer authority issuedby");
export const issuerConcepts = setOf("issuing_country document_issue document_expiry document_number document_type");

/** Qualifiers that change the subject or meaning of a value. */
export const shiftingWords = setOf(
  "previous former prior old past second secondary other another alternative alternate alias requested expected declared claimed entered typed submitted provided input customer client contact account profile owner reference fixed org orig previous birth maiden artistic stage nick nickname preferred short middle partner paternal maternal original",
);

export const personWords = setOf(
  "holder person signer applicant user subject bearer the of my full display viz mrz chip ocr doc document",
);
export const documentWords = setOf(
  "document doc id card passport identity viz mrz chip ocr display formatted full ausweis",
);

/** Words of a parent's name that may begin the name of a concept: `document.number`, `name.family`. */
export const tellingWords = setOf(
  "document documents doc docs documento dokument belge passport passports card cards licence license licences licenses iddoc iddocs idcard identitydocument iddocument identificationdocument ausweis ausweisdokument piece carte carta passeport passaporto name names birth naissance geburt nascita holder person signer subject applicant user travel identity",
);

/** Words that end like an actor's name but are not one, or mean the person identified. */
export const personalRoles = setOf(
  "holder bearer owner user signer customer number member traveller traveler passenger driver titolare header folder order layer paper other outer inner filter center master letter container wrapper provider server never over under after later power vor inhaber fuhrer identifier carrier consumer subscriber buyer borrower player teller parameter register character chapter water super computer scanner reader parser vendor processor extractor detector generator indicator sensor factor vector error color minor major prior author behaelter behalter nummer filler folder",
);

export type DatePart = "day" | "month" | "year";

const dateParts: ReadonlyMap<string, DatePart> = new Map(
  (
    [
      ["day", "day days dd d tag jour giorno dia dayofmonth"],
      ["month", "month months mm m monat mois mese mes monthvalue monthofyear"],
      ["year", "year years yyyy yy y jahr annee anno ano"],
    ] as const
  ).flatMap(([part, words]) => words.split(" ").map((word) => [word, part] as const)),
);

/** Returns the part of a date that a name states; null for other names. */
export const datePartOf = (name: string): DatePart | null => dateParts.get(normalizeMemberName(name)) ?? null;

/** True for names of metadata: `confidence`, `lastNameStatus`. */
export const isMeta = (words: readonly string[]) => words.length > 0 && metaWords.has(words.at(-1) ?? "");
/** True for names that only state a form or section. */
export const isForm = (words: readonly string[]) =>
  words.length > 0 && words.every((word) => formWords.has(word) || sectionWords.has(word));
