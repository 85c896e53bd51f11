import { fullName, givenName, transliterateName } from "../person.fixture.ts";
import { writeMrz } from "../write-mrz.fixture.ts";
import { addStatedValue, epoch, everything, type VendorForm } from "./form.fixture.ts";

const acuant: VendorForm = {
  name: "Acuant",
  states: everything,
  makeRecord: (one) => ({
    InstanceID: "6a2d0c5e-0000-4000-8000-000000000001",
    Alerts: [{ Key: "Document Classification", Result: 1, Disposition: "The document type is supported" }],
    Biographic: { Age: 42, BirthDate: `/Date(${epoch(one.birthDate)})/`, FullName: fullName(one), Gender: 2 },
    Classification: { Type: { Name: "Switzerland (CHE) Identity Card", IssuerCode: "CHE", ClassName: "ID" } },
    Fields: [
      { Name: "Surname", Key: "VIZ Surname", Value: one.familyName, DataSource: 2, Type: "string" },
      { Name: "Given Name", Key: "VIZ Given Name", Value: givenName(one), DataSource: 2, Type: "string" },
      { Name: "Birth Date", Key: "VIZ Birth Date", Value: `/Date(${epoch(one.birthDate)}+0000)/`, Type: "datetime" },
      { Name: "Document Number", Key: "VIZ Document Number", Value: one.documentNumber, Type: "string" },
      { Name: "Expiration Date", Key: "VIZ Expiration Date", Value: `/Date(${epoch(one.expiryDate)}+0000)/` },
    ],
    Result: addStatedValue(one, 1, 2, 5),
  }),
};

const gbg: VendorForm = {
  name: "GBG",
  states: everything,
  makeRecord: (one) => ({
    EntryId: "e-1",
    JourneyId: "j-1",
    HighLevelResult: addStatedValue(one, "Passed", "Failed", "Undetermined"),
    InitiatedDateTime: "2026-11-23T06:10:04Z",
    ProcessedDocuments: [
      {
        DocumentCategory: "Identity Card",
        IssuingCountryCode: "CHE",
        ExtractedFields: [
          { Name: "FirstName", Value: givenName(one) },
          { Name: "LastName", Value: one.familyName },
          { Name: "FullName", Value: fullName(one) },
          { Name: "BirthDate", Value: one.birthDate },
          { Name: "DocumentNumber", Value: one.documentNumber },
          { Name: "ExpiryDate", Value: one.expiryDate },
        ],
        HighLevelResultDetails: [],
      },
    ],
  }),
};

const idemia: VendorForm = {
  name: "IDEMIA",
  states: everything,
  makeRecord: (one) => ({
    id: "gips-1",
    globalStatus: { status: addStatedValue(one, "VERIFIED", "FAILED", "PENDING"), levelOfAssurance: "LOA3" },
    idDocuments: [
      {
        id: "doc-1",
        captureStatus: "DONE",
        documentType: "IDENTITY_CARD",
        issuingCountry: "CHE",
        documentData: {
          personalInfo: {
            surname: { value: one.familyName, confidence: 99 },
            givenNames: one.givenNames.map((value) => ({ value, confidence: 98 })),
            dateOfBirth: { value: one.birthDate, confidence: 99 },
          },
          idDocumentData: {
            idDocumentNumber: { value: one.documentNumber },
            dateOfExpiry: { value: one.expiryDate },
          },
        },
      },
    ],
  }),
};

const idenfy: VendorForm = {
  name: "iDenfy",
  states: everything,
  makeRecord: (one) => ({
    final: true,
    platform: "MOBILE",
    status: {
      overall: addStatedValue(one, "APPROVED", "DENIED", "SUSPECTED"),
      suspicionReasons: [],
      fraudTags: [],
      autoFace: "FACE_MATCH",
      manualFace: "FACE_MATCH",
      autoDocument: "DOC_VALIDATED",
      manualDocument: "DOC_VALIDATED",
    },
    data: {
      docFirstName: transliterateName(givenName(one)),
      docLastName: transliterateName(one.familyName),
      docNumber: one.documentNumber,
      docPersonalCode: null,
      docExpiry: one.expiryDate,
      docDob: one.birthDate,
      docDateOfIssue: one.issueDate,
      docType: "ID_CARD",
      docSex: "FEMALE",
      docNationality: "CH",
      docIssuingCountry: "CH",
      fullName: transliterateName(fullName(one)),
      orgFirstName: givenName(one),
      orgLastName: one.familyName,
      orgMothersMaidenName: null,
      orgBirthName: "HUBER",
      mothersMaidenName: null,
    },
    scanRef: "scan-1",
    clientId: "client-9",
    startTime: 1795414200,
  }),
};

const idnow: VendorForm = {
  name: "IDnow",
  states: everything,
  makeRecord: (one) => ({
    identificationprocess: {
      result: addStatedValue(one, "SUCCESS", "FRAUD_SUSPICION_CONFIRMED", "REVIEW_PENDING"),
      reason: null,
      companyid: "acme",
      agentname: "HUBERT",
      identificationtime: "2026-11-23T06:44:10Z",
      id: "TST-XYZAB",
      type: "APP",
      transactionnumber: "t-1",
    },
    contactdata: { mobilephone: "+41790000000", email: "zoe@example.test" },
    userdata: {
      birthday: { status: "MATCH", value: one.birthDate },
      birthplace: { status: "NEW", value: "BERN" },
      firstname: { status: "MATCH", value: givenName(one) },
      lastname: { status: "MATCH", value: one.familyName },
      nationality: { status: "NEW", value: "CH" },
      gender: { status: "NEW", value: "FEMALE" },
    },
    identificationdocument: {
      type: { status: "NEW", value: "IDCARD" },
      country: { status: "NEW", value: "CH" },
      number: { status: "NEW", value: one.documentNumber },
      validuntil: { status: "NEW", value: one.expiryDate },
      dateissued: { status: "NEW", value: one.issueDate },
      issuedby: { status: "NEW", value: "Kanton Bern" },
    },
    attachments: { pdf: "TST-XYZAB.pdf", idfrontside: "TST-XYZAB_idfrontside.jpg" },
  }),
};

const incode: VendorForm = {
  name: "Incode",
  states: everything,
  makeRecord: (one) => ({
    scores: {
      overall: { value: "98.0", status: addStatedValue(one, "OK", "FAIL", "WARN") },
      liveness: { overall: { value: "99.9", status: "OK" } },
    },
    ocrData: {
      name: {
        fullName: fullName(one).toUpperCase(),
        machineReadableFullName: transliterateName(fullName(one)),
        firstName: one.givenNames[0],
        middleName: one.givenNames[1],
        givenName: givenName(one),
        paternalLastName: one.familyName,
      },
      typeOfId: "IdentificationCard",
      birthDate: epoch(one.birthDate),
      documentNumber: one.documentNumber,
      expireAt: String(epoch(one.expiryDate)),
      nationality: "CHE",
    },
  }),
};

const jumioKyx: VendorForm = {
  name: "Jumio KYX",
  states: everything,
  makeRecord: (one) => {
    const [line1, line2, line3] = writeMrz(one);
    return {
      workflow: { id: "wf-1", status: "PROCESSED", definitionKey: "10013" },
      account: { id: "ac-1" },
      createdAt: "2026-11-23T06:20:00.120Z",
      completedAt: "2026-11-23T06:24:31.004Z",
      decision: {
        type: addStatedValue(one, "PASSED", "REJECTED", "WARNING"),
        details: { label: "OK" },
        risk: { score: 12.5 },
      },
      capabilities: {
        extraction: [
          {
            id: "ex-1",
            decision: { type: "PASSED", details: { label: "OK" } },
            data: {
              type: "ID_CARD",
              subType: "NATIONAL_ID",
              issuingCountry: "CHE",
              firstName: givenName(one),
              lastName: one.familyName,
              dateOfBirth: one.birthDate,
              expiryDate: one.expiryDate,
              issuingDate: one.issueDate,
              documentNumber: one.documentNumber,
              currentAge: "42",
              mrz: { line1, line2, line3 },
            },
          },
        ],
        usability: [{ id: "us-1", decision: { type: "PASSED", details: { label: "OK" } } }],
      },
    };
  },
};

const jumioNetverify: VendorForm = {
  name: "Jumio Netverify",
  states: everything,
  makeRecord: (one) => ({
    callBackType: "NETVERIFYID",
    jumioIdScanReference: "ref-1",
    verificationStatus: addStatedValue(one, "APPROVED_VERIFIED", "DENIED_FRAUD", "ERROR_NOT_READABLE_ID"),
    idScanStatus: "SUCCESS",
    idScanSource: "SDK",
    idType: "ID_CARD",
    idCountry: "CHE",
    idFirstName: givenName(one),
    idLastName: one.familyName,
    idDob: one.birthDate,
    idNumber: one.documentNumber,
    idExpiry: one.expiryDate,
    personalNumber: "N/A",
    transactionDate: "2026-11-23T06:20:00.000Z",
    clientIp: "192.0.2.7",
    identityVerification: { similarity: "MATCH", validity: true },
  }),
};

export const servicesAToJ: readonly VendorForm[] = [
  acuant,
  gbg,
  idemia,
  idenfy,
  idnow,
  incode,
  jumioKyx,
  jumioNetverify,
];
