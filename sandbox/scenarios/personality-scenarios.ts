import type { CaseName } from "../cases.ts";
import type { Scenario } from "../identification.ts";
import { byNfc, byReview, completed, day, open, pending, signed } from "../make-scenario.ts";
import { invitedOnly, passports, people } from "../people.ts";

const { zoe, soeren, anais, juerg } = people;
const { tomas, sian, dorde } = invitedOnly;

export const personalityScenarios = {
  "pxl-consistent": signed(
    "ZERTES",
    ["Bausparvertrag.pdf"],
    completed(zoe, "evidence-bce0f4a8", "128973715", { ...byNfc(40 * 60), personality: "pxl" }),
  ),
  "pxl-numeric-id": signed(
    "EIDAS",
    ["Gehaltskonto.pdf"],
    completed(soeren, "407183", "543582286", { ...byReview(41 * 60), personality: "pxl", numericId: 407183 }),
  ),
  "pxl-contradiction": signed(
    "ZERTES",
    ["Kreditkartenantrag.pdf"],
    completed(zoe, "evidence-0b7bd20d", "460524067", {
      ...byNfc(42 * 60),
      personality: "pxl",
      recordChange: { documentNumber: "X1243567" },
    }),
  ),
  "pxl-partly-unreadable": signed(
    "ZERTES",
    ["Depotübertrag.pdf"],
    completed(zoe, "evidence-5c5b25ee", "448302048", {
      ...byNfc(43 * 60),
      personality: "pxl",
      hasIllegibleValue: true,
    }),
  ),
  "pxl-token-digests": signed(
    "ZERTES",
    ["Baurechtsvertrag.pdf"],
    completed(juerg, "evidence-06dbf8b9", "504151325", {
      ...byNfc(44 * 60),
      personality: "pxl",
      tokenContent: "digests",
    }),
  ),
  "pxl-token-ids": signed(
    "ZERTES",
    ["Lagervertrag.pdf"],
    completed(juerg, "evidence-3b4a69b5", "303871165", { ...byNfc(45 * 60), personality: "pxl", tokenContent: "ids" }),
  ),
  "pxl-document-scan": open(
    "ZERTES",
    ["Mietkaution.pdf"],
    pending(tomas, "evidence-b9808269", "749746004", {
      status: "DOCUMENT_SCAN_COMPLETED",
      method: "NFC",
      createdMinutesAgo: 34,
      startedMinutesAgo: 3,
      expiresInDays: 30,
      personality: "pxl",
      refusal: "not-completed",
      refusalStatus: 409,
    }),
  ),
  "pxl-manual-review": open(
    "ZERTES",
    ["Erbvertrag.pdf"],
    pending(sian, "evidence-b2f12506", "479600978", {
      status: "PENDING_MANUAL_REVIEW",
      method: "MANUAL_REVIEW",
      createdMinutesAgo: 46,
      startedMinutesAgo: 12,
      reviewPendingMinutesAgo: 2,
      expiresInDays: 30,
      personality: "pxl",
      refusal: "not-completed",
      refusalStatus: 409,
    }),
  ),
  "pxl-identification-completed": open("EIDAS", ["Maklervertrag.pdf"], {
    ...completed(anais, "evidence-c9d6f497", "969459444", {
      ...byNfc(70),
      status: "IDENTIFICATION_COMPLETED",
      personality: "pxl",
    }),
    statusCode: "OPEN",
  }),
  "pxl-unknown-refusal": open(
    "EIDAS",
    ["Fahrzeugkauf.pdf"],
    pending(dorde, "evidence-e6110bd1", "339086817", {
      status: "MANUAL_REVIEW_NOT_PASSED",
      method: "MANUAL_REVIEW",
      createdMinutesAgo: 2 * day + 55,
      startedMinutesAgo: 2 * day + 12,
      reviewedMinutesAgo: 2 * day - 5,
      expiresInDays: 28,
      personality: "pxl",
      refusal: "not-completed",
      refusalStatus: 409,
    }),
  ),
  "pxl-two-documents": signed(
    "ZERTES",
    ["Aktionärbindungsvertrag.pdf"],
    completed(zoe, "evidence-670740a0", "378196115", {
      ...byNfc(46 * 60),
      personality: "pxl",
      passport: passports.zoe,
    }),
  ),
  "pxl-two-people": signed(
    "EIDAS",
    ["Joint Venture.pdf"],
    completed(soeren, "evidence-0853c21a", "542606513", {
      ...byReview(47 * 60),
      personality: "pxl",
      passport: passports.anais,
    }),
  ),
  "wrapped-consistent": signed(
    "EIDAS",
    ["Ausbildungsvertrag.pdf"],
    completed(soeren, "evidence-884edda4", "339714498", { ...byNfc(51 * 60), personality: "wrapped" }),
  ),
  "wrapped-times": signed(
    "EIDAS",
    ["Wartungsvertrag.pdf"],
    completed(soeren, "evidence-5590cd87", "680829502", {
      ...byNfc(52 * 60),
      personality: "wrapped",
      hasAnomalousTimes: true,
    }),
  ),
  "wrapped-contradiction": signed(
    "EIDAS",
    ["Rentenvertrag.pdf"],
    completed(soeren, "evidence-4edafee9", "554305994", {
      ...byNfc(53 * 60),
      personality: "wrapped",
      recordChange: { birthDate: "1990-03-11" },
    }),
  ),
  "wrapped-partly-unreadable": signed(
    "EIDAS",
    ["Schenkungsvertrag.pdf"],
    completed(soeren, "evidence-30a9a9e9", "955910229", {
      ...byNfc(54 * 60),
      personality: "wrapped",
      hasIllegibleValue: true,
    }),
  ),
  "lists-consistent": signed(
    "EIDAS",
    ["Contrat de franchise.pdf"],
    completed(anais, "evidence-f84382bc", "856236991", { ...byNfc(55 * 60), personality: "lists" }),
  ),
  "lists-contradiction": signed(
    "EIDAS",
    ["Cession de licence.pdf"],
    completed(anais, "evidence-0f59dc00", "816488024", {
      ...byNfc(56 * 60),
      personality: "lists",
      recordChange: { familyName: "Moreau-Ferrand" },
    }),
  ),
  "lists-partly-unreadable": signed(
    "EIDAS",
    ["Contrat d’édition.pdf"],
    completed(anais, "evidence-b7525185", "664126977", {
      ...byNfc(57 * 60),
      personality: "lists",
      hasIllegibleValue: true,
    }),
  ),
  "lists-review": signed(
    "EIDAS",
    ["Contrat d’agence.pdf"],
    completed(anais, "evidence-b7d258aa", "496434035", {
      ...byReview(58 * 60),
      personality: "lists",
      checksInReview: ["document_authenticity", "face_match"],
    }),
  ),
} as const satisfies Partial<Record<CaseName, Scenario>>;
