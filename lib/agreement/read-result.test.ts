import { describe, expect, it } from "vitest";
import { compareResults, isNegativeResult, isUnclearResult } from "./compare-results.ts";
import { readResult } from "./read-result.ts";

const table: Record<"good" | "bad" | "pending" | "not_performed" | "null", string[]> = {
  good: `PASSED|passed|Pass|success|SUCCESS|successful|approved|APPROVED_VERIFIED|Accepted|ok|okay|valid|VERIFIED|true|clear|GREEN|green|genuine|match|MATCH|
    completed|COMPLETED|successfully completed|confirmed|identity_verified|IDENTITY_VERIFIED|check passed|liveness-passed|verificationSuccessful|
    no fraud detected|not_expired|no issues|bestanden|Erfolgreich|gültig|gueltig|GUELTIG|geprüft und bestätigt|erfolgreich abgeschlossen|in Ordnung|akzeptiert|
    réussi|Réussie|accepté|validé|conforme|vérifié|superato|SUPERATA|riuscito|approvato|valido|verde|sì|oui|yes`.split(
    "|",
  ),
  bad: `FAILED|fail|Rejected|declined|denied|invalid|false|negative|aborted|CANCELED|cancelled|expired|fraud|FRAUD_SUSPICION_CONFIRMED|suspected|suspicious|RED|red|
    mismatch|no match|NO_MATCH|noMatch|does_not_match|not passed|NOT_PASSED|notPassed|not approved|unsuccessful|NOT_VALID|not genuine|rejected_by_system|
    nicht bestanden|nicht gültig|nicht akzeptiert|abgelehnt|ungültig|ungueltig|fehlgeschlagen|durchgefallen|gefälscht|nein|rot|
    échoué|refusé|rejeté|non réussi|pas réussi|non conforme|invalide|non valide|annulé|non superato|fallito|respinto|rifiutato|scaduto|non valido|no`.split(
    "|",
  ),
  pending:
    `PENDING|pending_review|REVIEW|in review|manual_review|inProgress|in_progress|PROCESSING|resubmission_requested|consider|caution|YELLOW|yellow|amber|
    SUCCESS_DATA_CHANGED|PASSED_WITH_WARNINGS|partially passed|teilweise bestanden|FRAUD_SUSPICION_PENDING|unverified|not verified|unclear|inconclusive|
    possible fraud|not clear|not yet verified|noch nicht geprüft|nicht identifiziert|in Bearbeitung|in Prüfung|ausstehend|unklar|gelb|error|TIMEOUT|
    en attente|en cours|à vérifier|pas encore validé|non vérifié|in attesa|in corso|da verificare|non verificato|giallo|incerto|incomplete|STARTED`.split(
      "|",
    ),
  not_performed:
    `NOT_PERFORMED|notPerformed|not performed|SKIPPED|skipped|NOT_APPLICABLE|not applicable|n/a|UNSUPPORTED|not supported|NOT_CHECKED|not_available|
    nicht durchgeführt|nicht durchgefuehrt|nicht geprüft|nicht anwendbar|übersprungen|uebersprungen|entfällt|non effectué|non applicable|sans objet|
    non eseguito|non applicabile|saltato|omesso|unchecked|disabled|not executed`.split("|"),
  null: `|PURPLE|0.98|98|1|0|DOCUMENT_SCAN_COMPLETED|IDENTIFICATION_COMPLETED|TC_ACCEPTED|COMPATIBILITY_PASSED|SELFIE_COMPLETED|ACTIVE|42 of 50 checks|
    high|low|everything went very well and all the checks were passed|passed98|Müller`.split("|"),
};

describe("result words", () => {
  const rows = Object.entries(table).flatMap(([kind, words]) => words.map((word) => [word.trim(), kind] as const));

  it.each(rows)("%s: %s", (word, kind) => expect(String(readResult(word))).toBe(kind));

  it("agree within one kind, and differ only between good and bad", () => {
    for (const [left, a] of rows)
      for (const [right, b] of rows) {
        const { outcome } = compareResults(left, right);
        if (outcome === "differs") expect([a, b].sort()).toEqual(["bad", "good"]);
        if (outcome === "agrees" && left.toLowerCase() !== right.toLowerCase()) expect([a, a]).toEqual([b, b]);
        expect(compareResults(right, left).outcome).toBe(outcome);
      }
  });

  it.each([
    ["PASSED", "Passed", "agrees same_result"],
    ["PASSED", "FAILED", "differs same_result"],
    ["PASSED", "REVIEW", "not_comparable result_pending"],
    ["PASSED", "SKIPPED", "not_comparable not_performed"],
    ["PASSED", "PURPLE", "not_comparable unknown_word"],
    ["PURPLE", "purple", "agrees letter_case"],
  ])("%s and %s: %s", (left, right, expected) => {
    const { outcome, rule } = compareResults(left, right);
    expect(`${outcome} ${rule}`).toBe(expected);
  });

  it("are unclear, not negative, if not final", () => {
    expect([isNegativeResult("REJECTED"), isNegativeResult("REVIEW"), isNegativeResult("PURPLE")]).toEqual([
      true,
      false,
      false,
    ]);
    expect([isUnclearResult("REJECTED"), isUnclearResult("REVIEW"), isUnclearResult("PURPLE")]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
