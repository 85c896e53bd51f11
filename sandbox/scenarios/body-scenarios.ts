import type { CaseName } from "../cases.ts";
import type { Scenario } from "../identification.ts";
import { byNfc, byReview, completed, day, signed } from "../make-scenario.ts";
import { people } from "../people.ts";

/** Cases in the default schema with one anomaly each: in a body, the token, the requested person or a check. */

const { zoe, soeren, anais, juerg } = people;

export const bodyScenarios = {
  "record-jwe": signed(
    "ZERTES",
    ["Stiftungsurkunde.pdf"],
    completed(juerg, "evidence-19271acc", "TX-87234", { ...byNfc(59 * 60), recordForm: "jwe" }),
  ),
  "record-wrapped-key": signed(
    "ZERTES",
    ["Stiftungsurkunde Anhang A.pdf"],
    completed(juerg, "evidence-a5eb75b8", "TX-87619", { ...byNfc(60 * 60), recordForm: "wrapped-key" }),
  ),
  "record-enveloped-data": signed(
    "ZERTES",
    ["Stiftungsurkunde Anhang B.pdf"],
    completed(juerg, "evidence-cc6fc86f", "TX-87574", { ...byNfc(61 * 60), recordForm: "enveloped-data" }),
  ),
  "record-problem": signed(
    "ZERTES",
    ["Stimmbindung.pdf"],
    completed(zoe, "evidence-7e723d0f", "TX-88033", { ...byNfc(62 * 60), recordForm: "problem" }),
  ),
  "record-html": signed(
    "ZERTES",
    ["Stimmbindung Anhang A.pdf"],
    completed(zoe, "evidence-1e6ae6ec", "TX-87318", { ...byNfc(63 * 60), recordForm: "html" }),
  ),
  "record-utf16": signed(
    "EIDAS",
    ["Pfandvertrag.pdf"],
    completed(soeren, "evidence-7e2a2be4", "TX-87722", { ...byNfc(64 * 60), recordForm: "utf-16" }),
  ),
  "record-json-string": signed(
    "EIDAS",
    ["Pfandvertrag Anhang A.pdf"],
    completed(soeren, "evidence-aac73437", "TX-87589", { ...byNfc(65 * 60), recordForm: "json-string" }),
  ),
  "record-empty-object": signed(
    "EIDAS",
    ["Contrat traiteur.pdf"],
    completed(anais, "evidence-7bb9bcba", "TX-87538", { ...byNfc(66 * 60), recordForm: "empty-object" }),
  ),
  "files-base64": signed(
    "ZERTES",
    ["Archivierung.pdf"],
    completed(zoe, "evidence-efd756a9", "TX-87778", { ...byNfc(67 * 60), hasBase64Archive: true }),
  ),
  "token-sd-jwt": signed(
    "EIDAS",
    ["Droits d’auteur.pdf"],
    completed(anais, "evidence-0f443032", "TX-87747", { ...byNfc(68 * 60), token: "sd-jwt" }),
  ),
  "token-jwe": signed(
    "EIDAS",
    ["Exclusivité.pdf"],
    completed(anais, "evidence-cfc51686", "TX-87559", { ...byNfc(69 * 60), token: "jwe" }),
  ),
  "token-empty": signed(
    "ZERTES",
    ["Beratung.pdf"],
    completed(juerg, "evidence-5573d709", "TX-88163", { ...byNfc(70 * 60), token: "empty" }),
  ),
  "token-empty-claims": signed(
    "ZERTES",
    ["Beratung Anhang A.pdf"],
    completed(juerg, "evidence-8855c02f", "TX-87720", { ...byNfc(71 * 60), token: "empty-claims" }),
  ),
  "token-expired-digests": signed(
    "ZERTES",
    ["Grabstätte.pdf"],
    completed(juerg, "evidence-db205a1f", "TX-87553", {
      ...byNfc(280 * day),
      expiresInDays: 85,
      token: "expired",
      tokenContent: "digests",
    }),
  ),
  "other-given-names": signed(
    "ZERTES",
    ["Erbverzicht.pdf"],
    completed(juerg, "evidence-6dbfc490", "TX-88156", byNfc(73 * 60), {
      givenName: "Regula",
      familyName: "von Broennimann",
    }),
  ),
  "umlauts-written-out": signed(
    "ZERTES",
    ["Leibrente.pdf"],
    completed(juerg, "evidence-96aaf41f", "TX-88122", byNfc(74 * 60), {
      givenName: "Juerg",
      familyName: "von Broennimann",
    }),
  ),
  "check-review": signed(
    "ZERTES",
    ["Lombardkredit.pdf"],
    completed(zoe, "evidence-7f0e9800", "TX-88062", {
      ...byReview(75 * 60),
      checksInReview: ["document_authenticity"],
    }),
  ),
} as const satisfies Partial<Record<CaseName, Scenario>>;
