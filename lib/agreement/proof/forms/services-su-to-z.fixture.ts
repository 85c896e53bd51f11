import { dropAccents, fullName, givenName } from "../person.fixture.ts";
import { writeMrz } from "../write-mrz.fixture.ts";
import { addStatedValue, dateParts, dotted, everything, type VendorForm, withoutResult } from "./form.fixture.ts";

const sumsub: VendorForm = {
  name: "Sumsub",
  states: everything,
  makeRecord: (one) => ({
    id: "5b594ade0a975a36c9349e66",
    createdAt: "2026-11-23 06:14:22",
    applicantPlatform: "Web",
    type: "individual",
    fixedInfo: { firstName: givenName(one), lastName: one.familyName, dob: one.birthDate, country: "CHE" },
    info: {
      firstName: givenName(one),
      firstNameEn: dropAccents(givenName(one)),
      lastName: one.familyName,
      lastNameEn: dropAccents(one.familyName),
      dob: one.birthDate,
      country: "CHE",
      idDocs: [
        {
          idDocType: "ID_CARD",
          country: "CHE",
          firstName: givenName(one),
          lastName: one.familyName,
          validUntil: one.expiryDate,
          number: one.documentNumber,
          dob: one.birthDate,
          mrzLine1: writeMrz(one)[0],
        },
      ],
    },
    requiredIdDocs: { docSets: [{ idDocSetType: "IDENTITY", types: ["ID_CARD"] }] },
    review: {
      reviewStatus: addStatedValue(one, "completed", "completed", "onHold"),
      reviewResult: { reviewAnswer: addStatedValue(one, "GREEN", "RED", "YELLOW") },
    },
  }),
};

const trulioo: VendorForm = {
  name: "Trulioo",
  states: everything,
  makeRecord: (one) => {
    const { day, month, year } = dateParts(one.birthDate);
    return {
      TransactionID: "tr-1",
      UploadedDt: "2026-11-23T06:20:18",
      CountryCode: "CH",
      ProductName: "Document Verification",
      InputFields: [
        { FieldName: "FirstGivenName", Value: one.givenNames[0] },
        { FieldName: "MiddleName", Value: one.givenNames[1] },
        { FieldName: "FirstSurName", Value: one.familyName },
        { FieldName: "DayOfBirth", Value: String(day) },
        { FieldName: "MonthOfBirth", Value: String(month) },
        { FieldName: "YearOfBirth", Value: String(year) },
      ],
      Record: {
        TransactionRecordID: "trr-1",
        RecordStatus: addStatedValue(one, "match", "nomatch", "missing"),
        DatasourceResults: [
          {
            DatasourceName: "Document Check",
            DatasourceFields: [
              { FieldName: "FirstGivenName", Status: "match" },
              { FieldName: "FirstSurName", Status: "match" },
              { FieldName: "DayOfBirth", Status: "match" },
            ],
            AppendedFields: [
              { FieldName: "DocumentNumber", Data: one.documentNumber },
              { FieldName: "ExpiryDate", Data: one.expiryDate },
            ],
          },
        ],
      },
      Errors: [],
    };
  },
};

const veriff: VendorForm = {
  name: "Veriff",
  states: everything,
  makeRecord: (one) => ({
    status: "success",
    verification: {
      id: "12df6045-3846-3e45-946a-14fa6136d78b",
      code: addStatedValue(one, 9001, 9102, 9103),
      status: addStatedValue(one, "approved", "declined", "resubmission_requested"),
      reason: null,
      person: {
        firstName: givenName(one),
        lastName: one.familyName,
        dateOfBirth: one.birthDate,
        gender: "F",
        nationality: "CH",
        idNumber: null,
        citizenship: null,
      },
      document: {
        number: one.documentNumber,
        type: "ID_CARD",
        country: "CH",
        validFrom: one.issueDate,
        validUntil: one.expiryDate,
      },
      decisionTime: "2026-11-23T06:49:31.000Z",
      acceptanceTime: "2026-11-23T06:20:31.000Z",
    },
    technicalData: { ip: "192.0.2.7" },
  }),
};

const veriffWrapped: VendorForm = {
  name: "Veriff full auto",
  states: everything,
  makeRecord: (one) => {
    const wrap = (value: unknown) => ({ value, confidenceCategory: "high", sources: ["VIZ", "MRZ"] });
    return {
      status: "success",
      eventType: "fullauto",
      sessionId: "s-1",
      data: {
        verification: {
          decision: addStatedValue(one, "approved", "declined", "review"),
          decisionScore: 0.97,
          person: {
            firstName: wrap(givenName(one)),
            lastName: wrap(one.familyName),
            dateOfBirth: wrap(one.birthDate),
            gender: wrap("F"),
            nationality: wrap("CH"),
            idNumber: null,
          },
          document: {
            number: wrap(one.documentNumber),
            type: { value: "id_card" },
            country: { value: "CH" },
            validUntil: wrap(one.expiryDate),
          },
          insights: [{ label: "documentAccepted", result: "yes", category: "document" }],
        },
      },
    };
  },
};

const webId: VendorForm = {
  name: "WebID",
  states: everything,
  makeRecord: (one) => ({
    transactionId: "1234567",
    actionType: "VideoIdent",
    identification: {
      state: addStatedValue(one, "SUCCESS", "CANCELED_BY_AGENT", "PENDING"),
      agent: { id: 412, name: "S. Hubert" },
    },
    user: { firstname: givenName(one), lastname: one.familyName, dateOfBirth: dotted(one.birthDate), sex: "F" },
    idDocument: { kind: "ID_CARD", idNumber: one.documentNumber, validTo: dotted(one.expiryDate) },
  }),
};

const yotiProfile: VendorForm = {
  name: "Yoti profile",
  states: withoutResult,
  makeRecord: (one) => ({
    full_name: fullName(one),
    family_name: one.familyName,
    given_names: givenName(one),
    date_of_birth: one.birthDate,
    gender: "FEMALE",
    nationality: "CHE",
    document_details: `NATIONAL_ID CHE ${one.documentNumber} ${one.expiryDate} -`,
    structured_postal_address: { building_number: "12", address_line1: "Aarestrasse 12", country: "SWITZERLAND" },
  }),
};

const yotiSession: VendorForm = {
  name: "Yoti session",
  states: everything,
  makeRecord: (one) => ({
    session_id: "s-1",
    state: "COMPLETED",
    checks: [
      {
        type: "ID_DOCUMENT_AUTHENTICITY",
        state: "DONE",
        report: {
          recommendation: { value: addStatedValue(one, "APPROVE", "REJECT", "NOT_AVAILABLE") },
          breakdown: [{ sub_check: "document_in_date", result: "PASS", details: [] }],
        },
      },
    ],
    resources: {
      id_documents: [
        {
          document_type: "NATIONAL_ID",
          issuing_country: "CHE",
          document_fields: {
            full_name: fullName(one),
            family_name: one.familyName,
            given_names: givenName(one),
            date_of_birth: one.birthDate,
            document_number: one.documentNumber,
            expiration_date: one.expiryDate,
          },
        },
      ],
    },
  }),
};

export const servicesSuToZ: readonly VendorForm[] = [
  sumsub,
  trulioo,
  veriff,
  veriffWrapped,
  webId,
  yotiProfile,
  yotiSession,
];
