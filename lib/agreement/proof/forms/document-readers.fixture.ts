import { fullName, givenName, transliterateName } from "../person.fixture.ts";
import { writeMrz } from "../write-mrz.fixture.ts";
import {
  addStatedValue,
  compact,
  dateParts,
  dotted,
  everything,
  type VendorForm,
  withoutResult,
} from "./form.fixture.ts";

const awsTextract: VendorForm = {
  name: "AWS Textract AnalyzeID",
  states: withoutResult,
  makeRecord: (one) => {
    const field = (type: string, text: string, normalized?: string) => ({
      Type: { Text: type },
      ValueDetection: {
        Text: text,
        Confidence: 98.7,
        ...(normalized && { NormalizedValue: { Value: `${normalized}T00:00:00`, ValueType: "Date" } }),
      },
    });
    return {
      DocumentMetadata: { Pages: 1 },
      AnalyzeIDModelVersion: "1.0",
      IdentityDocuments: [
        {
          DocumentIndex: 1,
          IdentityDocumentFields: [
            field("FIRST_NAME", givenName(one)),
            field("LAST_NAME", one.familyName),
            field("MIDDLE_NAME", ""),
            field("SUFFIX", ""),
            field("DOCUMENT_NUMBER", one.documentNumber),
            field("EXPIRATION_DATE", dotted(one.expiryDate), one.expiryDate),
            field("DATE_OF_BIRTH", dotted(one.birthDate), one.birthDate),
            field("ID_TYPE", "IDENTITY CARD"),
          ],
        },
      ],
    };
  },
};

const azure: VendorForm = {
  name: "Azure Document Intelligence",
  states: withoutResult,
  makeRecord: (one) => {
    const text = (valueString: string) => ({ type: "string", valueString, content: valueString, confidence: 0.99 });
    const date = (valueDate: string) => ({ type: "date", valueDate, content: dotted(valueDate), confidence: 0.99 });
    const upper = (value: string) => text(transliterateName(value));
    return {
      status: "succeeded",
      createdDateTime: "2026-11-23T06:12:00Z",
      analyzeResult: {
        apiVersion: "2024-11-30",
        modelId: "prebuilt-idDocument",
        documents: [
          {
            docType: "idDocument.nationalIdentityCard",
            fields: {
              FirstName: text(givenName(one)),
              LastName: text(one.familyName),
              DateOfBirth: date(one.birthDate),
              DateOfExpiration: date(one.expiryDate),
              DocumentNumber: text(one.documentNumber),
              CountryRegion: { type: "countryRegion", valueCountryRegion: "CHE", content: "CHE" },
              MachineReadableZone: {
                type: "object",
                valueObject: { FirstName: upper(givenName(one)), LastName: upper(one.familyName) },
                content: writeMrz(one).join("\n"),
              },
            },
            confidence: 1,
          },
        ],
      },
    };
  },
};

const blinkId: VendorForm = {
  name: "Microblink BlinkID",
  states: withoutResult,
  makeRecord: (one) => {
    const scripts = (latin: string) => ({ latin, cyrillic: "", arabic: "" });
    const date = (iso: string) => ({
      date: dateParts(iso),
      originalString: scripts(dotted(iso)),
      filledByDomainKnowledge: false,
      successfullyParsed: true,
    });
    return {
      recognitionMode: "full-recognition",
      documentClassInfo: { country: "switzerland", type: "id", isoAlpha3CountryCode: "CHE" },
      firstName: scripts(givenName(one)),
      lastName: scripts(one.familyName),
      fullName: scripts(""),
      dateOfBirth: date(one.birthDate),
      dateOfExpiry: date(one.expiryDate),
      documentNumber: scripts(one.documentNumber),
      personalIdNumber: scripts(""),
      fathersName: scripts(""),
      mrzData: {
        rawMrzString: `${writeMrz(one).join("\n")}\n`,
        documentNumber: one.documentNumber,
        primaryId: transliterateName(one.familyName),
        secondaryId: transliterateName(givenName(one)),
        dateOfBirth: { ...dateParts(one.birthDate), originalDateString: compact(one.birthDate).slice(2) },
        verified: true,
      },
      processingStatus: "success",
    };
  },
};

const googleDocumentAi: VendorForm = {
  name: "Google Document AI",
  states: withoutResult,
  makeRecord: (one) => {
    const entity = (type: string, mentionText: string, more = {}) => ({ type, mentionText, confidence: 0.98, ...more });
    const date = (type: string, iso: string) =>
      entity(type, dotted(iso), { normalizedValue: { text: iso, dateValue: dateParts(iso) } });
    return {
      document: {
        mimeType: "image/jpeg",
        text: `SCHWEIZ SUISSE SVIZZERA\n${one.familyName}\n${givenName(one)}\n${dotted(one.birthDate)}\n`,
        entities: [
          entity("Family Name", one.familyName),
          entity("Given Names", givenName(one)),
          date("Date Of Birth", one.birthDate),
          date("Expiration Date", one.expiryDate),
          entity("Document Id", one.documentNumber),
        ],
      },
    };
  },
};

const mindee: VendorForm = {
  name: "Mindee",
  states: withoutResult,
  makeRecord: (one) => {
    const value = (text: string) => ({ value: text, confidence: 0.99, page_id: 0, polygon: [[0.1, 0.2]] });
    return {
      api_request: { error: {}, resources: ["document"], status: "success", status_code: 201 },
      document: {
        id: "d-1",
        name: "card.jpg",
        inference: {
          finished_at: "2026-11-23T06:12:00.123456",
          prediction: {
            surnames: [value(one.familyName)],
            given_names: one.givenNames.map(value),
            birth_date: value(one.birthDate),
            document_number: value(one.documentNumber),
            expiry_date: value(one.expiryDate),
            country_of_issue: value("CHE"),
            personal_number: { value: null, confidence: 0 },
          },
        },
      },
    };
  },
};

const readId: VendorForm = {
  name: "ReadID",
  states: everything,
  makeRecord: (one) => ({
    provider: "readid",
    status: addStatedValue(one, "accepted", "rejected", "inconclusive"),
    processId: "p-1",
    providerSpecific: {
      consolidatedIdentityData: {
        chipVerification: "SUCCEEDED",
        chipCloneDetection: "SUCCEEDED",
        primaryIdentifier: transliterateName(one.familyName),
        secondaryIdentifier: transliterateName(givenName(one)),
        nameOfHolder: fullName(one),
        dateOfBirth: one.birthDate,
        dateOfExpiry: one.expiryDate,
        documentNumber: one.documentNumber,
        documentCode: "ID",
        gender: "FEMALE",
        issuingCountry: "CHE",
        nationality: "CHE",
      },
      documentContent: {
        primaryIdentifier: transliterateName(one.familyName),
        dateOfBirth: compact(one.birthDate).slice(2),
      },
    },
  }),
};

const regula: VendorForm = {
  name: "Regula",
  states: everything,
  makeRecord: (one) => {
    const field = (fieldType: number, fieldName: string, visual: string, mrz: string, original = mrz) => ({
      fieldType,
      fieldName,
      status: 1,
      validityStatus: 1,
      comparisonStatus: 1,
      value: visual,
      valueList: [
        { source: "MRZ", value: mrz, originalValue: original, pageIndex: 1, originalValidity: 1 },
        { source: "VISUAL", value: visual, originalValue: visual, pageIndex: 0, probability: 97 },
      ],
    });
    return {
      ChipPage: 0,
      ProcessingFinished: 1,
      TransactionInfo: { DateTime: "2026-11-23T06:12:00Z", TransactionID: "t-1" },
      Status: { overallStatus: addStatedValue(one, 1, 0, 2), detailsOptical: { overallStatus: 1, text: 1, mrz: 1 } },
      Text: {
        status: 1,
        fieldList: [
          field(8, "Surname", one.familyName, transliterateName(one.familyName)),
          field(9, "Given Names", givenName(one), transliterateName(givenName(one))),
          field(5, "Date of Birth", one.birthDate, one.birthDate, compact(one.birthDate).slice(2)),
          field(2, "Document Number", one.documentNumber, one.documentNumber),
          field(3, "Date of Expiry", one.expiryDate, one.expiryDate, compact(one.expiryDate).slice(2)),
          {
            fieldType: 51,
            fieldName: "MRZ Strings",
            value: writeMrz(one).join("^"),
            valueList: [{ source: "MRZ", value: writeMrz(one).join("^") }],
          },
        ],
      },
    };
  },
};

export const documentReaders: readonly VendorForm[] = [
  awsTextract,
  azure,
  blinkId,
  googleDocumentAi,
  mindee,
  readId,
  regula,
];
