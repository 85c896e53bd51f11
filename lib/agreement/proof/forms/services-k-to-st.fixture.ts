import { fullName, givenName } from "../person.fixture.ts";
import { writeMrz } from "../write-mrz.fixture.ts";
import { addStatedValue, dateParts, everything, type VendorForm } from "./form.fixture.ts";

const nect: VendorForm = {
  name: "Nect",
  states: everything,
  makeRecord: (one) => ({
    case_uuid: "5f0c0000-0000-4000-8000-000000000002",
    state: "finished",
    outcome: addStatedValue(one, "successful", "unsuccessful", "manual_check"),
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
      result: addStatedValue(one, "clear", "consider", "unidentified"),
      sub_result: addStatedValue(one, "clear", "rejected", "caution"),
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
          status: addStatedValue(one, "approved", "declined", "needs_review"),
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
    event: addStatedValue(one, "verification.accepted", "verification.declined", "review.pending"),
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
      status: addStatedValue(one, "verified", "unverified", "requires_input"),
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

export const servicesKToSt: readonly VendorForm[] = [nect, onfido, persona, shuftiPro, stripe];
