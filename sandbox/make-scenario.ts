import type { Identification, Scenario, Signer } from "./identification.ts";
import type { Invited, Person } from "./people.ts";

/** Progress of an identification; times are minutes before the sandbox's now. */
type Progress = Omit<Identification, "evidenceId" | "transactionCode" | "person">;

export const day = 24 * 60;
export const byNfc = (startMinutesAgo: number): Progress => ({
  status: "COMPLETED",
  method: "NFC",
  createdMinutesAgo: startMinutesAgo + 10,
  startedMinutesAgo: startMinutesAgo,
  completedMinutesAgo: startMinutesAgo - 4,
  expiresInDays: 364,
});
export const byReview = (startMinutesAgo: number): Progress => ({
  status: "COMPLETED",
  method: "MANUAL_REVIEW",
  createdMinutesAgo: startMinutesAgo + 32,
  startedMinutesAgo: startMinutesAgo,
  completedMinutesAgo: startMinutesAgo - 8,
  reviewedMinutesAgo: startMinutesAgo - 11,
  expiresInDays: 364,
});

function identify(evidenceId: string, transactionCode: string, person: Person | null, progress: Progress) {
  return { evidenceId, transactionCode, person, ...progress };
}

export function completed(
  person: Person,
  evidenceId: string,
  transactionCode: string,
  progress: Progress,
  invited: Partial<Invited> = {},
): Signer {
  const { givenName, familyName, email, mobile, language } = person;
  return {
    invited: { givenName, familyName, email, mobile, language, ...invited },
    identification: identify(evidenceId, transactionCode, person, progress),
    statusCode: "SIGNED",
  };
}

export function pending(invited: Invited, evidenceId: string, transactionCode: string, progress: Progress): Signer {
  return { invited, identification: identify(evidenceId, transactionCode, null, progress), statusCode: "OPEN" };
}

const scenario =
  (statusOverall: Scenario["statusOverall"]) =>
  (legislation: Scenario["legislation"], documents: readonly string[], ...signers: Signer[]): Scenario => ({
    statusOverall,
    legislation,
    documents,
    signers,
  });
export const signed = scenario("SIGNED");
export const open = scenario("OPEN");
