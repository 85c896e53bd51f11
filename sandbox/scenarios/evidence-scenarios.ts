import type { CaseName } from "../cases.ts";
import type { Scenario } from "../identification.ts";
import { byNfc, byReview, completed, day, open, signed } from "../make-scenario.ts";
import { people } from "../people.ts";

/** Scenarios with differing, missing or unusual evidence. */

const { zoe, soeren, anais, juerg } = people;

export const evidenceScenarios = {
  "digest-mismatch": signed(
    "ZERTES",
    ["Hypothek Nachtrag.pdf"],
    completed(anais, "evidence-a4f7206e", "TX-88075", { ...byNfc(34 * 60), tamper: "digest-mismatch" }),
  ),
  "token-wrong-key": signed(
    "ZERTES",
    ["Dienstleistungsvertrag.pdf"],
    completed(juerg, "evidence-6c19fb82", "TX-88080", { ...byNfc(35 * 60), token: "untrusted" }),
  ),
  "token-alg-none": signed(
    "EIDAS",
    ["Leasing.pdf"],
    completed(soeren, "evidence-d05a97e3", "TX-88081", { ...byNfc(36 * 60), token: "none" }),
  ),
  "token-expired": signed(
    "ZERTES",
    ["Kaufvertrag.pdf"],
    completed(zoe, "evidence-48e2bd6f", "TX-61244", { ...byNfc(270 * day), expiresInDays: 94, token: "expired" }),
  ),
  "large-record": signed(
    "ZERTES",
    ["Depotvertrag.pdf"],
    completed(juerg, "evidence-f2908c1d", "TX-88011", { ...byNfc(3 * day), tamper: "large-record" }),
  ),
  "large-archive": signed(
    "ZERTES",
    ["Mandat Private Banking.pdf"],
    completed(anais, "evidence-8b7d5503", "TX-88013", { ...byReview(4 * day), tamper: "large-archive" }),
  ),
  "name-mismatch": signed(
    "ZERTES",
    ["Vergleich.pdf"],
    completed(anais, "evidence-57ac0e94", "TX-88120", byNfc(28 * 60), {
      givenName: "Annette",
      familyName: "Lefort",
      email: "a.lefort@example.test",
    }),
  ),
  "birth-date-mismatch": signed(
    "ZERTES",
    ["Vorsorgeplan.pdf"],
    completed(
      zoe,
      "evidence-e19f62b5",
      "TX-88131",
      { ...byNfc(27 * 60), tokenBirthDate: "1984-03-01", tokenHashesEmail: true },
      {
        givenName: "Zoe",
        familyName: "Mueller-Lukasz",
      },
    ),
  ),
  "missing-files": signed(
    "ZERTES",
    ["Bürgschaft.pdf"],
    completed(juerg, "evidence-2d80a7fc", "TX-88132", { ...byNfc(25 * 60), tamper: "missing-files" }),
  ),
  "token-of-another-identification": signed(
    "EIDAS",
    ["Kontoeröffnung.pdf"],
    completed(soeren, "evidence-b6410fe8", "TX-88140", { ...byNfc(24 * 60), token: "of-other-evidence" }),
  ),
  "x5c-good": signed(
    "EIDAS",
    ["Facility agreement.pdf"],
    completed(anais, "evidence-99d2c4a0", "TX-88160", { ...byNfc(23 * 60), token: "x5c-good" }),
  ),
  "x5c-bad": signed(
    "EIDAS",
    ["Facility agreement, annex B.pdf"],
    completed(anais, "evidence-99d2c4a1", "TX-88161", { ...byNfc(22 * 60), token: "x5c-bad" }),
  ),
  "token-unknown-kid": signed(
    "ZERTES",
    ["Zusammenarbeit.pdf"],
    completed(juerg, "evidence-0c77e3b9", "TX-30918", { ...byNfc(300 * day), expiresInDays: 65, token: "unknown-kid" }),
  ),
  "token-changes": signed(
    "EIDAS",
    ["Escrow agreement.pdf"],
    completed(soeren, "evidence-31fa5d68", "TX-88170", { ...byNfc(21 * 60), token: "ps256-anew" }),
  ),
  "anomalous-record": signed(
    "ZERTES",
    ["Lizenzvertrag.pdf"],
    completed(zoe, "evidence-7e02b1c6", "TX-88171", { ...byNfc(20 * 60), tamper: "anomalous-record" }),
  ),
  "missing-token": signed(
    "ZERTES",
    ["Optionsvertrag.pdf"],
    completed(zoe, "evidence-60d4a3f2", "TX-88174", { ...byNfc(19 * 60), hasNoToken: true }),
  ),
  "review-finishes": open("EIDAS", ["Untermietvertrag.pdf"], {
    ...completed(soeren, "evidence-d3f81b26", "TX-88233", {
      status: "REVIEW_PENDING",
      method: "MANUAL_REVIEW",
      createdMinutesAgo: 31,
      startedMinutesAgo: 8,
      reviewPendingMinutesAgo: 1,
      expiresInDays: 364,
      refusal: "not-completed",
      reviewEndsAfterS: 12,
    }),
    statusCode: "OPEN",
  }),
} as const satisfies Partial<Record<CaseName, Scenario>>;
