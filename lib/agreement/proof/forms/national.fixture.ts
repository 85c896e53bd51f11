import { fullName, givenName } from "../person.fixture.ts";
import {
  addStatedValue,
  compact,
  dotted,
  everything,
  slashed,
  type VendorForm,
  withoutResult,
} from "./form.fixture.ts";

const resultMajor = "http://www.bsi.bund.de/ecard/api/1.1/resultmajor";

const germanEid: VendorForm = {
  name: "German eID (AusweisApp)",
  states: ["family_name", "given_name", "birth_date", "result"],
  makeRecord: (one) => ({
    Result: { ResultMajor: `${resultMajor}#${addStatedValue(one, "ok", "error", "warning")}` },
    PersonalData: {
      DocumentType: "ID",
      IssuingState: "D",
      DateOfExpiry: one.expiryDate,
      GivenNames: givenName(one).toUpperCase(),
      FamilyNames: one.familyName.toUpperCase(),
      ArtisticName: "",
      AcademicTitle: "DR.",
      DateOfBirth: { DateString: compact(one.birthDate), DateValue: one.birthDate },
      PlaceOfBirth: { FreetextPlace: "BERN" },
      Nationality: "CHE",
      BirthName: "HUBER",
      PlaceOfResidence: { StructuredPlace: { Street: "AARESTRASSE 12", City: "BERN", Country: "CHE" } },
    },
  }),
};

const postIdent: VendorForm = {
  name: "PostIdent",
  states: everything,
  makeRecord: (one) => ({
    caseId: "L3Z7K9QXW2MB",
    caseStatus: "closed",
    primaryData: { identMethod: "video", identStatus: addStatedValue(one, "success", "declined", "reviewpending") },
    orderData: { contactData: { firstName: givenName(one), lastName: one.familyName, mobilePhone: "+41790000000" } },
    identity: {
      lastName: one.familyName,
      birthName: "Huber",
      firstName: givenName(one),
      birthDate: one.birthDate,
      birthPlace: "Bern",
      nationality: "CHE",
    },
    identityDocument: {
      type: 1,
      number: one.documentNumber,
      firstNameDocument: givenName(one),
      dateIssued: one.issueDate,
      dateOfExpiry: one.expiryDate,
      authority: "Kanton Bern",
    },
  }),
};

const swissEid: VendorForm = {
  name: "Swiss E-ID",
  states: withoutResult,
  makeRecord: (one) => ({
    vct: "urn:ch.admin.fedpol.eid",
    family_name: one.familyName,
    given_name: givenName(one),
    birth_date: one.birthDate,
    sex: "2",
    place_of_origin: "Bern BE",
    birth_place: "Bern",
    nationality: "CH",
    personal_administrative_number: "756.1234.5678.97",
    age_over_18: "true",
    age_birth_year: one.birthDate.slice(0, 4),
    document_number: one.documentNumber,
    issuance_date: one.issueDate,
    expiry_date: one.expiryDate,
    reference_id_type: "Identity card",
    verification_type: "Self-Verification",
    verification_organization: "Acme Ident",
    issuing_authority: "fedpol",
    issuing_country: "CH",
  }),
};

const bankId: VendorForm = {
  name: "BankID",
  states: ["family_name", "given_name", "result"],
  makeRecord: (one) => ({
    orderRef: "131daac9-16c6-4618-beb0-365768f37288",
    status: addStatedValue(one, "complete", "failed", "pending"),
    completionData: {
      user: { personalNumber: "201701012393", name: fullName(one), givenName: givenName(one), surname: one.familyName },
      device: { ipAddress: "192.0.2.7" },
      bankIdIssueDate: "2020-02-01",
    },
  }),
};

const spid: VendorForm = {
  name: "SPID",
  states: withoutResult,
  makeRecord: (one) => ({
    spidCode: "ABCD1234567890",
    name: givenName(one),
    familyName: one.familyName,
    placeOfBirth: "Z133",
    dateOfBirth: one.birthDate,
    gender: "F",
    fiscalNumber: "TINIT-MLLZNN84S63Z133X",
    idCard: `cartaIdentita ${one.documentNumber} questuraBerna ${one.issueDate} ${one.expiryDate}`,
    companyName: "Acme S.p.A.",
    mobilePhone: "+39000000000",
  }),
};

const franceConnect: VendorForm = {
  name: "FranceConnect",
  states: ["family_name", "given_name", "birth_date"],
  makeRecord: (one) => ({
    sub: "b6048e95bb134ec5b1d1e1fa69f287172e91722b9354d637a1bcf2ebb0fd2ef5v1",
    family_name: one.familyName.toUpperCase(),
    given_name: givenName(one),
    given_name_array: one.givenNames,
    birthdate: one.birthDate,
    birthplace: "",
    birthcountry: "99140",
    gender: "female",
    preferred_username: "KESSLER",
    email: "zoe@example.test",
  }),
};

const german: VendorForm = {
  name: "German field names",
  states: everything,
  makeRecord: (one) => ({
    vorgangsnummer: "4711",
    pruefergebnis: addStatedValue(one, "bestanden", "nicht bestanden", "in Prüfung"),
    sachbearbeiter: "Hubert Frei",
    person: {
      nachname: one.familyName,
      vorname: givenName(one),
      geburtsname: "Huber",
      geburtsdatum: dotted(one.birthDate),
      geburtsort: "Bern",
    },
    ausweis: { art: "Identitätskarte", ausweisnummer: one.documentNumber, gueltig_bis: dotted(one.expiryDate) },
  }),
};

const french: VendorForm = {
  name: "French field names",
  states: everything,
  makeRecord: (one) => ({
    reference_dossier: "4711",
    resultat: addStatedValue(one, "validé", "refusé", "à vérifier"),
    titulaire: {
      nom: one.familyName,
      prenoms: one.givenNames,
      nom_de_naissance: "Huber",
      date_de_naissance: slashed(one.birthDate),
      lieu_de_naissance: "Berne",
    },
    piece_identite: { type: "CNI", numero_document: one.documentNumber, date_expiration: slashed(one.expiryDate) },
    agent: { nom: "Favre", prenom: "Luc" },
  }),
};

const italian: VendorForm = {
  name: "Italian field names",
  states: everything,
  makeRecord: (one) => ({
    codicePratica: "4711",
    esito: addStatedValue(one, "positivo", "negativo", "in verifica"),
    soggetto: {
      cognome: one.familyName,
      nome: givenName(one),
      dataDiNascita: slashed(one.birthDate),
      luogoDiNascita: "Berna",
    },
    documento: { tipo: "CARTA_IDENTITA", numeroDocumento: one.documentNumber, dataScadenza: slashed(one.expiryDate) },
    operatore: { nome: "Luca", cognome: "Ferri" },
  }),
};

export const national: readonly VendorForm[] = [
  germanEid,
  postIdent,
  swissEid,
  bankId,
  spid,
  franceConnect,
  german,
  french,
  italian,
];
