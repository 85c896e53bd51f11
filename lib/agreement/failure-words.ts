/** Words of failure, kept under unknown names for review. Excludes names of checks or colours (`fraud`, `red`). */
const words =
  `failed, fail, failure, rejected, reject, declined, decline, deny, denied, refused, invalid, aborted, cancelled, canceled, expired,
  mismatch, mismatched, unsuccessful, disapproved, withdrawn, revoked, nok, not passed, no match, not verified, not approved, not ok,
  not successful, unverified, inconclusive, needs review, in review,
  abgelehnt, ungültig, fehlgeschlagen, durchgefallen, gescheitert, verweigert, abgebrochen, abgelaufen, zurückgewiesen,
  nicht bestanden, nicht erfolgreich, nicht verifiziert, in prüfung,
  échoué, échouée, rejeté, rejetée, refusé, refusée, invalide, expiré, expirée, annulé, annulée, non conforme, non vérifié, à vérifier,
  fallito, fallita, respinto, respinta, rifiutato, rifiutata, scaduto, scaduta, annullato, annullata, bocciato, non superato, non verificato, in revisione,
  rechazado, rechazada, fallido, no aprobado, reprovado, rejeitado, recusado, afgekeurd, afgewezen, negatywny, odrzucony,
  reddedildi, underkänd, afvist, zamítnuto, odbijeno, hylätty, elutasítva`
    .split(",")
    .map((word) => word.trim());

const withoutMarks = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "");
const spellings = [...new Set(words.flatMap((word) => [word, withoutMarks(word)]))];
const known: ReadonlySet<string> = new Set(spellings);

const longest = Math.max(...spellings.map((word) => word.length));

/** True if the text is only such a word, in any case and with any separator. */
export const isFailureWord = (text: string): boolean =>
  text.length <= longest + 2 &&
  known.has(
    text
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_-]+/g, " "),
  );

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Spellings for a byte search: lower case, capitals, first letter, with space, `_` and `-`. */
export const failureForms: readonly string[] = spellings.flatMap((word) =>
  [" ", "_", "-"].flatMap((gap) => {
    const text = word.replaceAll(" ", gap);
    const title = word.split(" ").map(capitalised).join(gap);
    return [text, text.toUpperCase(), capitalised(text), title];
  }),
);
