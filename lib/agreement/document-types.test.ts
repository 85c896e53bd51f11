import { describe, expect, it } from "vitest";
import { compareEach } from "./compare-both-ways.fixture.ts";
import { compareDocumentTypes, readDocumentType } from "./document-types.ts";

describe("document types", () => {
  it.each([
    ["passport", "P PASSPORT pp P< PN PD PS PO Reisepass passeport passaporto travel_passport_2010 ePass"],
    [
      "id_card",
      "ID_CARD idCard IDCARD I I< id identity_card national_identity_card NATIONAL_ID Personalausweis Identitätskarte Identitaetskarte passport_card CNI",
    ],
    [
      "residence_permit",
      "residence_permit RESIDENCE_CARD Aufenthaltstitel Aufenthaltsbewilligung Ausländerausweis green_card AR IR",
    ],
    [
      "driving_licence",
      "driving_licence DRIVERS_LICENSE driverLicense driving-license Führerschein Fuehrerausweis patente DL D1",
    ],
    ["visa", "VISA V VC visum"],
    ["travel_document", "refugee_travel_document Flüchtlingsausweis travelDocument PT"],
    ["null", "PURPLE 42 document selfie"],
  ])("%s", (kind, words) => {
    for (const word of words.split(" ")) expect(String(readDocumentType(word)), word).toBe(kind);
  });

  compareEach(compareDocumentTypes, [
    ["carte nationale d’identité", "ID_CARD", "agrees same_kind"],
    ["carta d'identità", "I", "agrees same_kind"],
    ["permis de conduire", "DL", "agrees same_kind"],
    ["P", "PASSPORT", "agrees same_kind"],
    ["PD", "PASSPORT", "agrees same_kind"],
    ["I", "RESIDENCE_PERMIT", "similar possible_kind"],
    ["ID", "PASSPORT", "similar possible_kind"],
    ["PT", "PASSPORT", "similar possible_kind"],
    ["PASSPORT", "ID_CARD", "differs same_kind"],
    ["I", "PASSPORT", "differs same_kind"],
    ["PASSPORT", "CHE_2010_B", "not_comparable unknown_word"],
  ]);
});
