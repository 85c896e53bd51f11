import { fullName, givenName, type SamplePerson } from "../person.fixture.ts";
import { writeMrz } from "../write-mrz.fixture.ts";
import { addStatedValue, epoch, everything, type VendorForm } from "./form.fixture.ts";

const word = (one: SamplePerson) => addStatedValue(one, "PASSED", "FAILED", "REVIEW");

/** The shape that customers' public code shows of PXL Ident. */
const pxl: VendorForm = {
  name: "PXL",
  states: everything,
  makeRecord: (one) => ({
    id: 52341,
    transactionCode: "481516234",
    accountId: 7,
    workflowId: 12,
    status: "COMPLETED",
    result: {
      documentVerification: {
        result: word(one),
        documents: [
          {
            viz: {
              firstName: givenName(one),
              lastName: one.familyName,
              dateOfBirth: one.birthDate,
              documentNumber: one.documentNumber,
              documentType: "ID_CARD",
              documentCountry: "CHE",
              dateOfIssue: one.issueDate,
              expirationDate: one.expiryDate,
              gender: one.sex,
              nationality: "CHE",
              placeOfBirth: "Bern",
              authority: "Kanton Bern",
            },
            mrz: { lines: writeMrz(one) },
          },
        ],
      },
      faceVerification: { result: "PASSED", score: 0.97 },
    },
  }),
};

const flatDotted: VendorForm = {
  name: "flat map of dotted keys",
  states: everything,
  makeRecord: (one) => ({
    "case.id": "4711",
    "check.result": word(one),
    "person.name.last": one.familyName,
    "person.name.first": givenName(one),
    "person.birth.date": one.birthDate,
    "document.number": one.documentNumber,
    "document.expiry.date": one.expiryDate,
    "agent.name.last": "Hubert",
  }),
};

/** One record with each value wrapped the same way, as converters of XML and of databases do. */
const wrapped = (name: string, wrap: (text: string) => unknown): VendorForm => ({
  name,
  states: everything,
  makeRecord: (one) => ({
    Identification: {
      Result: wrap(word(one)),
      Person: {
        LastName: wrap(one.familyName),
        FirstName: wrap(givenName(one)),
        DateOfBirth: wrap(one.birthDate),
        PlaceOfBirth: wrap("Bern"),
      },
      Document: { DocumentNumber: wrap(one.documentNumber), DateOfExpiry: wrap(one.expiryDate) },
    },
  }),
});

const columns = (one: SamplePerson): [string, string][] => [
  ["Case", "4711"],
  ["LastName", one.familyName],
  ["FirstName", givenName(one)],
  ["BirthDate", one.birthDate],
  ["DocumentNumber", one.documentNumber],
  ["Result", word(one)],
];

const csvWithHeader: VendorForm = {
  name: "table with header and rows",
  states: everything,
  makeRecord: (one) => ({
    header: columns(one).map(([name]) => name),
    rows: [columns(one).map(([, value]) => value)],
  }),
};

const csvOfRows: VendorForm = {
  name: "table whose first row is the header",
  states: everything,
  makeRecord: (one) => [columns(one).map(([name]) => name), columns(one).map(([, value]) => value)],
};

const graphQl: VendorForm = {
  name: "GraphQL edges and nodes",
  states: everything,
  makeRecord: (one) => ({
    data: {
      identifications: {
        edges: [
          {
            cursor: "YXJyYXljb25uZWN0aW9uOjA=",
            node: {
              __typename: "Identification",
              result: word(one),
              applicant: { firstName: givenName(one), lastName: one.familyName, birthDate: one.birthDate },
              documents: { nodes: [{ __typename: "IdentityCard", documentNumber: one.documentNumber }] },
            },
          },
        ],
        pageInfo: { hasNextPage: false },
      },
    },
  }),
};

const keyValuePairs: VendorForm = {
  name: "list of keys and values",
  states: everything,
  makeRecord: (one) => columns(one).map(([Key, Value]) => ({ Key, Value })),
};

const jsonInText: VendorForm = {
  name: "JSON inside a text",
  states: everything,
  makeRecord: (one) => ({ type: "identification", payload: JSON.stringify(Object.fromEntries(columns(one))) }),
};

const mongo: VendorForm = {
  name: "MongoDB extended JSON",
  states: everything,
  makeRecord: (one) => ({
    _id: { $oid: "5b594ade0a975a36c9349e66" },
    outcome: word(one),
    applicant: {
      fullName: fullName(one),
      surname: one.familyName,
      forenames: one.givenNames,
      birthDate: { $date: { $numberLong: String(epoch(one.birthDate)) } },
    },
    document: { number: one.documentNumber },
  }),
};

export const structures: readonly VendorForm[] = [
  pxl,
  flatDotted,
  wrapped("XML as JSON, _text", (text) => ({ _text: text })),
  wrapped("XML as JSON, #text with attributes", (text) => ({ "@_lang": "de", "#text": text })),
  wrapped("XML as JSON, $", (text) => ({ $: text })),
  wrapped("XML as JSON, lists", (text) => [text]),
  wrapped("JSON-LD @value", (text) => ({ "@value": text, "@type": "xsd:string" })),
  wrapped("DynamoDB", (text) => ({ S: text })),
  wrapped("Firestore", (text) => ({ stringValue: text })),
  csvWithHeader,
  csvOfRows,
  graphQl,
  keyValuePairs,
  jsonInText,
  mongo,
];
