import type { CaseName } from "../cases.ts";
import type { Scenario } from "../identification.ts";
import { byNfc, byReview, completed, day, open, pending, signed } from "../make-scenario.ts";
import { invitedOnly, people } from "../people.ts";

/** Scenarios of each state of an identification. */

const { zoe, soeren, anais, juerg } = people;
const { tomas, sian, dorde, ilse, giulia } = invitedOnly;

export const stateScenarios = {
  "nfc-completed": signed(
    "ZERTES",
    ["Employment contract.pdf", "Annex 1 – Data protection.pdf"],
    completed(zoe, "evidence-4465032f", "TX-88213", byNfc(3 * 60)),
  ),
  "manual-review-completed": signed(
    "EIDAS",
    ["Loan agreement.pdf"],
    completed(
      soeren,
      "evidence-70b1c9aa",
      "TX-88190",
      { ...byReview(26 * 60), token: "es256", binding: "status-id" },
      { givenName: "Soeren", familyName: "Oezdemir", mobile: "+49 151 1234 5678" },
    ),
  ),
  "review-working-hours": open(
    "ZERTES",
    ["Bail à loyer.pdf"],
    pending(sian, "evidence-1f40a6d2", "TX-88231", {
      status: "REVIEW_PENDING",
      method: "MANUAL_REVIEW",
      createdMinutesAgo: 25,
      startedMinutesAgo: 9,
      reviewPendingMinutesAgo: 2,
      reviewInWorkingHours: true,
      expiresInDays: 30,
      refusal: "not-completed",
      refusalStatus: 409,
    }),
  ),
  "review-past-72-hours": open(
    "ZERTES",
    ["Mandat.pdf"],
    pending(ilse, "evidence-c25e7b13", "TX-87702", {
      status: "REVIEW_PENDING",
      method: "MANUAL_REVIEW",
      createdMinutesAgo: 86 * 60,
      startedMinutesAgo: 85 * 60,
      reviewPendingMinutesAgo: 84 * 60 + 48,
      expiresInDays: 26,
      refusal: "not-completed",
      refusalStatus: 422,
    }),
  ),
  "not-started": open(
    "ZERTES",
    ["NDA.pdf"],
    pending(tomas, "evidence-5d90e1f8", "TX-88229", {
      status: "NOT_STARTED",
      method: "NFC",
      createdMinutesAgo: 95,
      expiresInDays: 30,
      refusal: "not-completed",
      refusalStatus: 409,
    }),
  ),
  failed: open(
    "EIDAS",
    ["Vollmacht.pdf"],
    pending(dorde, "evidence-b83c4e07", "TX-88044", {
      status: "FAILED",
      method: "MANUAL_REVIEW",
      createdMinutesAgo: 2 * day + 40,
      startedMinutesAgo: 2 * day,
      reviewedMinutesAgo: 2 * day - 16,
      expiresInDays: 28,
      otherStatusFields: { failureReason: "DOCUMENT_NOT_READABLE" },
      refusal: "not-completed",
      refusalStatus: 400,
    }),
  ),
  "unknown-status": signed(
    "ZERTES",
    ["Rahmenvertrag.pdf"],
    completed(juerg, "evidence-e7714f90", "TX-88102", {
      ...byNfc(30 * 60),
      status: "SUPERVISOR_HOLD",
      otherStatusFields: {
        escalatedAt: { minutesAgo: 29 * 60 },
        holdReasonCode: 4711,
        escalation: { level: 2, desk: "Zürich‑Nord", note: "zweite Prüfung" },
        riskMarkers: [],
      },
    }),
  ),
  "evidence-expired": signed(
    "ZERTES",
    ["Beschluss.pdf"],
    completed(juerg, "evidence-0a6d33cb", "TX-41027", {
      ...byNfc(379 * day),
      status: "EXPIRED",
      expiresInDays: -14,
      refusal: "deleted",
    }),
  ),
  "three-signers": signed(
    "EIDAS",
    ["Partnership agreement.pdf"],
    completed(anais, "evidence-92ce10d4", "TX-88151", { ...byNfc(50 * 60), binding: "transaction-code" }),
    {
      invited: giulia,
      accountEmail: "giulia.nicolo@example.test",
      statusCode: "SIGNED",
    },
    completed(soeren, "evidence-92ce10d5", "TX-88152", { ...byReview(49 * 60), token: "es256" }),
  ),
  "feature-off": signed(
    "ZERTES",
    ["Antrag.pdf"],
    completed(zoe, "evidence-3be8d751", "TX-86650", { ...byNfc(8 * day), refusal: "feature-off" }),
  ),
} as const satisfies Partial<Record<CaseName, Scenario>>;
