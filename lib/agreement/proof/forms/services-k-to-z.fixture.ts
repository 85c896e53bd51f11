import { dropAccents, fullName, givenName } from "../person.fixture.ts";
import { writeMrz } from "../write-mrz.fixture.ts";
import { dateParts, dotted, everything, say, type VendorForm, withoutResult } from "./form.fixture.ts";

const nect: VendorForm = {
  name: "Nect",
  states: everything,
  makeRecord: (one) => ({
    case_uuid: "5f0c0000-0000-4000-8000-000000000002",
    state: "finished",
    outcome: say(one, "successful", "unsuccessful", "manual_check"),
    robo_ident: {
      document: { type: "id_card", issuing_country: "CHE", document_number: one.documentNumber },
      holder: { surname: one.familyName, given_names: one.givenNames, date_of_birth: one.birthDate },
    },
  }),
};

const onfido: VendorForm = {
  name: "Onfido document report",
  states: everything,
  makeRecord: (one) => {
    const [mrz_line1, mrz_line2, mrz_line3] = writeMrz(one);
    return {
      id: "rep-1",
      name: "document",
      status: "complete",
      created_at: "2026-11-23T06:12:00Z",
      result: say(one, "clear", "consider", "unidentified"),
      sub_result: say(one, "clear", "rejected", "caution"),
      breakdown: {
        data_consistency: { result: "clear", breakdown: { date_of_birth: { result: "clear", properties: {} } } },
        visual_authenticity: { result: "clear" },
        police_record: { result: null },
      },
      properties: {
        first_name: givenName(one),
        last_name: one.familyName,
        date_of_birth: one.birthDate,
        date_of_expiry: one.expiryDate,
        document_numbers: [{ type: "document_number", value: one.documentNumber }],
        document_type: "national_identity_card",
        gender: "Female",
        issuing_country: "CHE",
        nationality: "CHE",
        mrz_line1,
        mrz_line2,
        mrz_line3,
      },
      documents: [{ id: "doc-1" }],
    };
  },
};

const persona: VendorForm = {
  name: "Persona",
  states: everything,
  makeRecord: (one) => {
    const text = (value: unknown) => ({ type: "string", value });
    const [first, middle] = one.givenNames;
    return {
      data: {
        type: "inquiry",
        id: "inq_1",
        attributes: {
          status: say(one, "approved", "declined", "needs_review"),
          "reference-id": "ref-1",
          "created-at": "2026-11-23T06:11:00.000Z",
          "name-first": first,
          "name-middle": middle,
          "name-last": one.familyName,
          birthdate: one.birthDate,
          fields: {
            "name-first": text(first),
            "name-middle": text(middle),
            "name-last": text(one.familyName),
            birthdate: { type: "date", value: one.birthDate },
            "identification-number": text(one.documentNumber),
            "selected-id-class": { type: "choices", value: "id" },
          },
        },
        relationships: { account: { data: { type: "account", id: "act_1" } } },
      },
      included: [
        {
          type: "verification/government-id",
          id: "ver_1",
          attributes: {
            status: "passed",
            "name-first": first,
            "name-last": one.familyName,
            birthdate: one.birthDate,
            "document-number": one.documentNumber,
            checks: [{ name: "id_expired_detection", status: "passed", reasons: [] }],
          },
        },
      ],
    };
  },
};

const shuftiPro: VendorForm = {
  name: "Shufti Pro",
  states: everything,
  makeRecord: (one) => ({
    reference: "17374217",
    event: say(one, "verification.accepted", "verification.declined", "review.pending"),
    country: "CH",
    verification_data: {
      document: {
        name: {
          first_name: one.givenNames[0],
          middle_name: one.givenNames[1],
          last_name: one.familyName,
          full_name: fullName(one),
        },
        dob: one.birthDate,
        document_number: one.documentNumber,
        expiry_date: one.expiryDate,
        issue_date: one.issueDate,
        selected_type: ["id_card"],
      },
    },
    verification_result: { document: { document: 1, document_must_not_be_expired: 1 }, face: 1 },
    info: { agent: { is_desktop: true, browser_name: "Firefox", device_name: "Macintosh" } },
  }),
};

const stripe: VendorForm = {
  name: "Stripe Identity",
  states: everything,
  makeRecord: (one) => ({
    id: "vr_1",
    object: "identity.verification_report",
    created: 1795414262,
    livemode: false,
    type: "document",
    document: {
      status: say(one, "verified", "unverified", "requires_input"),
      error: null,
      type: "id_card",
      first_name: givenName(one),
      last_name: one.familyName,
      dob: dateParts(one.birthDate),
      number: one.documentNumber,
      expiration_date: dateParts(one.expiryDate),
      issued_date: dateParts(one.issueDate),
      issuing_country: "CH",
      address: null,
    },
    selfie: null,
  }),
};

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
      reviewStatus: say(one, "completed", "completed", "onHold"),
      reviewResult: { reviewAnswer: say(one, "GREEN", "RED", "YELLOW") },
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
        RecordStatus: say(one, "match", "nomatch", "missing"),
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
      code: say(one, 9001, 9102, 9103),
      status: say(one, "approved", "declined", "resubmission_requested"),
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
          decision: say(one, "approved", "declined", "review"),
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
      state: say(one, "SUCCESS", "CANCELED_BY_AGENT", "PENDING"),
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
          recommendation: { value: say(one, "APPROVE", "REJECT", "NOT_AVAILABLE") },
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

export const servicesKToZ: readonly VendorForm[] = [
  nect,
  onfido,
  persona,
  shuftiPro,
  stripe,
  sumsub,
  trulioo,
  veriff,
  veriffWrapped,
  webId,
  yotiProfile,
  yotiSession,
];
