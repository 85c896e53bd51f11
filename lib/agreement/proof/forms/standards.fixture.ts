import type { SamplePerson } from "../person.fixture.ts";
import { fullName, givenName } from "../person.fixture.ts";
import { type VendorForm, withoutResult } from "./form.fixture.ts";

const oidcIdentityAssurance: VendorForm = {
  name: "OpenID Connect for Identity Assurance",
  states: withoutResult,
  makeRecord: (one) => ({
    sub: "248289761001",
    verified_claims: {
      verification: {
        trust_framework: "eidas",
        assurance_level: "substantial",
        time: "2026-11-23T06:30Z",
        verification_process: "v-1",
        evidence: [
          {
            type: "document",
            check_details: [{ check_method: "vpip", organization: "Acme Ident" }],
            verifier: { organization: "Acme Ident", txn: "t-1" },
            time: "2026-11-23T06:30Z",
            document_details: {
              type: "idcard",
              document_number: one.documentNumber,
              date_of_issuance: one.issueDate,
              date_of_expiry: one.expiryDate,
              issuer: { name: "Kanton Bern", country: "CH" },
            },
          },
        ],
      },
      claims: {
        given_name: givenName(one),
        family_name: one.familyName,
        birthdate: one.birthDate,
        nationalities: ["CH"],
        place_of_birth: { country: "CH", locality: "Bern" },
      },
    },
  }),
};

const naturalPerson = "http://eidas.europa.eu/attributes/naturalperson/";
const eidasStates = ["family_name", "given_name", "birth_date"] as const;

const eidasMap: VendorForm = {
  name: "eIDAS SAML attributes as a map",
  states: eidasStates,
  makeRecord: (one) => ({
    levelOfAssurance: "http://eidas.europa.eu/LoA/substantial",
    attributes: {
      [`${naturalPerson}PersonIdentifier`]: ["CH/CH/0012345"],
      [`${naturalPerson}CurrentFamilyName`]: [one.familyName],
      [`${naturalPerson}CurrentGivenName`]: [givenName(one)],
      [`${naturalPerson}DateOfBirth`]: [one.birthDate],
      [`${naturalPerson}BirthName`]: ["Ursula Huber"],
    },
  }),
};

const eidasList: VendorForm = {
  name: "eIDAS SAML attributes as a list",
  states: eidasStates,
  makeRecord: (one) => {
    const attribute = (name: string, friendlyName: string, value: string) => ({
      Name: naturalPerson + name,
      FriendlyName: friendlyName,
      AttributeValue: [{ $value: value }],
    });
    return {
      Assertion: {
        Issuer: "https://eidas.example/metadata",
        AttributeStatement: {
          Attribute: [
            attribute("PersonIdentifier", "PersonIdentifier", "CH/CH/0012345"),
            attribute("CurrentFamilyName", "FamilyName", one.familyName),
            attribute("CurrentGivenName", "FirstName", givenName(one)),
            attribute("DateOfBirth", "DateOfBirth", one.birthDate),
          ],
        },
      },
    };
  },
};

const mdocElements = (one: SamplePerson) => ({
  family_name: one.familyName,
  given_name: givenName(one),
  birth_date: one.birthDate,
  issue_date: one.issueDate,
  expiry_date: one.expiryDate,
  issuing_country: "CH",
  issuing_authority: "Kanton Bern",
  document_number: one.documentNumber,
  un_distinguishing_sign: "CH",
  age_over_18: true,
});

const mdocMap: VendorForm = {
  name: "ISO 18013-5 mdoc as a map",
  states: withoutResult,
  makeRecord: (one) => ({
    docType: "org.iso.18013.5.1.mDL",
    namespaces: { "org.iso.18013.5.1": mdocElements(one) },
  }),
};

const mdocList: VendorForm = {
  name: "ISO 18013-5 mdoc as a list",
  states: withoutResult,
  makeRecord: (one) => ({
    version: "1.0",
    status: 0,
    documents: [
      {
        docType: "org.iso.18013.5.1.mDL",
        issuerSigned: {
          nameSpaces: {
            "org.iso.18013.5.1": Object.entries(mdocElements(one)).map(([elementIdentifier, value], digestID) => ({
              digestID,
              random: "a3b1c5d7",
              elementIdentifier,
              elementValue: elementIdentifier.endsWith("_date") ? { tag: 1004, value } : value,
            })),
          },
        },
      },
    ],
  }),
};

const eudiPid: VendorForm = {
  name: "EUDI person identification data",
  states: withoutResult,
  makeRecord: (one) => ({
    iss: "https://pid.example",
    vct: "urn:eudi:pid:1",
    family_name: one.familyName,
    given_name: givenName(one),
    birthdate: one.birthDate,
    birth_family_name: "Huber",
    birth_given_name: givenName(one),
    place_of_birth: { locality: "Bern", country: "CH" },
    nationalities: ["CH"],
    address: { formatted: "Aarestrasse 12, 3005 Bern" },
    personal_administrative_number: "756.1234.5678.97",
    document_number: one.documentNumber,
    date_of_issuance: one.issueDate,
    date_of_expiry: one.expiryDate,
    age_equal_or_over: { "18": true },
    issuing_authority: "Kanton Bern",
  }),
};

const verifiableCredential: VendorForm = {
  name: "W3C verifiable credential",
  states: withoutResult,
  makeRecord: (one) => ({
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    type: ["VerifiableCredential", "PersonIdentification"],
    issuer: { id: "did:example:issuer", name: "Acme Ident" },
    validFrom: "2026-11-23T06:30:00Z",
    credentialSubject: {
      id: "did:example:holder",
      type: "Person",
      familyName: one.familyName,
      givenName: givenName(one),
      birthDate: one.birthDate,
      identityDocument: { type: "IdentityCard", documentNumber: one.documentNumber, validUntil: one.expiryDate },
    },
  }),
};

const fhirPatient: VendorForm = {
  name: "FHIR Patient",
  states: withoutResult,
  makeRecord: (one) => ({
    resourceType: "Patient",
    id: "pat-1",
    active: true,
    identifier: [
      {
        use: "official",
        type: { coding: [{ code: "NI", display: "National identity card number" }], text: "document number" },
        value: one.documentNumber,
      },
    ],
    name: [
      { use: "official", family: one.familyName, given: one.givenNames, prefix: ["Dr."] },
      { use: "maiden", family: "Huber" },
    ],
    gender: "female",
    birthDate: one.birthDate,
    contact: [{ relationship: [{ text: "emergency" }], name: { family: "Favre", given: ["Luc"] } }],
    managingOrganization: { display: "Acme Ident" },
  }),
};

const jCard: VendorForm = {
  name: "jCard",
  states: ["family_name", "given_name", "birth_date"],
  makeRecord: (one) => [
    "vcard",
    [
      ["version", {}, "text", "4.0"],
      ["fn", {}, "text", fullName(one)],
      ["n", {}, "text", [one.familyName, one.givenNames[0], one.givenNames[1], "", ""]],
      ["bday", {}, "date", one.birthDate],
      ["email", {}, "text", "zoe@example.test"],
    ],
  ],
};

const scimUser: VendorForm = {
  name: "SCIM user",
  states: withoutResult,
  makeRecord: (one) => ({
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:example:identity:1.0:Document"],
    id: "2819c223",
    userName: "zoe",
    name: {
      formatted: fullName(one),
      familyName: one.familyName,
      givenName: one.givenNames[0],
      middleName: one.givenNames[1],
      honorificPrefix: "Dr.",
    },
    displayName: fullName(one),
    active: true,
    "urn:example:identity:1.0:Document": { birthDate: one.birthDate, documentNumber: one.documentNumber },
    meta: { resourceType: "User", created: "2026-11-23T06:15:00Z" },
  }),
};

export const standards: readonly VendorForm[] = [
  oidcIdentityAssurance,
  eidasMap,
  eidasList,
  mdocMap,
  mdocList,
  eudiPid,
  verifiableCredential,
  fhirPatient,
  jCard,
  scimUser,
];
