/** Result words in four languages, lower case without diacritics. Phrases match before single words. */

const list = (text: string) => text.trim().split(/\s*\n\s*|\s*,\s*/);
const words = (text: string) => new Set(text.trim().split(/\s+/));

export type ResultKind = "good" | "bad" | "pending" | "not_performed";

/** Phrases whose single words would mislead. */
export const phrases: ReadonlyMap<string, ResultKind> = new Map(
  (
    [
      [
        "good",
        "in ordnung, no match found in sanctions, no fraud, no fraud detected, no issues, no issue, no spoof, no spoof detected, no spoofing, no anomalies, ohne befund, ohne beanstandung, keine beanstandung, keine beanstandungen, sans anomalie, senza anomalie, no errors, no error, no warnings, no alert, no alerts, no hit, no hits, not expired, not fraudulent, not suspicious, not tampered, keine auffalligkeiten, keine auffalligkeit, kein betrug, keine fehler, aucune anomalie, aucune fraude, nessuna anomalia, nessuna frode, all good, looks good, passed all",
      ],
      [
        "bad",
        "no match, not match, do not match, does not match, not a match, failed to match, non conforme, pas conforme, keine ubereinstimmung, nicht in ordnung, non in ordine, nicht erfolgreich, sans succes, fraud suspicion confirmed",
      ],
      [
        "pending",
        "on hold, data changed, success data changed, success with remarks, in progress, in review, in prufung, in bearbeitung, in arbeit, en attente, en cours, a verifier, in attesa, in corso, da verificare, da controllare, manual review, not yet, noch nicht, pas encore, non ancora, noch offen, fraud suspicion pending, resubmission requested, need more info, action required, more data needed, requires input, requires action, not sure, not clear",
      ],
      [
        "not_performed",
        "sans objet, no data, no result, keine prufung, kein ergebnis, nicht moglich, not possible, opted out, out of scope",
      ],
    ] as const
  ).flatMap(([kind, text]) => list(text).map((phrase) => [phrase, kind] as const)),
);

/** Words that make any combination pending. */
export const pendingWords =
  words(`pending review reviewing waiting submitted queued draft processing progress resubmission resubmit
  requested retry consider caution yellow amber orange gelb jaune giallo giallo unclear inconclusive uncertain undetermined partial
  partially teilweise partiel partiellement parziale parzialmente warning warnings warn conditional conditionally incomplete
  unverified unconfirmed unidentified unvollstandig incomplet incompleto ausstehend offen wartend unklar ungeklart hangig
  pendiente pendente revision analise behandeling trakcie beklemede granskas afventer ceka cekanju
  attente incertain indetermine incerto sospeso error errors exception timeout unavailable indeterminate created started
  unable cannot impossible initiated open awaiting hold remarks changed suspendu`);

/** Words that turn a bad word into a possibility. */
export const undecidedWords = words(
  "pending waiting progress possible possibly probable potential ausstehend attente attesa",
);

export const notPerformedWords =
  words(`skipped skip notperformed notchecked notapplicable notavailable notsupported unsupported
  unchecked disabled bypassed omitted ignored absent ubersprungen entfallt ausgelassen ungepruft ignore omis saute saltato omesso
  ignorato nonapplicabile exempt untested`);

export const badWords =
  words(`failed fail fails failure rejected reject declined decline denied deny refused refuse invalid false
  negative aborted abort cancelled canceled cancelled expired mismatch mismatched nomatch fraud fraudulent fake forged forgery
  tampered counterfeit spoof spoofed spoofing suspected suspicious suspicion suspect red blocked blacklisted unsuccessful unapproved
  disapproved withdrawn abandoned terminated revoked stolen unacceptable nok no
  abgelehnt ungultig fehlgeschlagen durchgefallen gescheitert verweigert gefalscht falschung abgebrochen abgelaufen negativ betrug
  verdacht zuruckgewiesen misserfolg unbestanden falsch rot nein erfolglos
  echoue echouee echec refuse refusee rejete rejetee invalide expire expiree annule annulee abandonne fraude falsifie falsifiee
  faux negatif negative rouge non rejet refus
  fallito fallita respinto respinta rifiutato rifiutata scaduto scaduta annullato annullata frode falso falsa negato negata
  interrotto negativo rosso bocciato
  rechazado rechazada fallido fallida reprovado reprovada rejeitado recusado afgekeurd afgewezen mislukt negatywny odrzucony
  reddedildi basarisiz underkand afvist avvist hylatty zamitnuto odbijeno neuspjesno elutasitva refusa refusada`);

export const goodWords =
  words(`passed pass passes success successful successfully succeeded approved approve accepted accept ok okay
  valid verified true positive identified confirmed match matched matches matching clear cleared green genuine authentic
  authenticated real live alive yes
  bestanden erfolgreich erfolg akzeptiert angenommen genehmigt gultig bestatigt verifiziert identifiziert ubereinstimmend
  ubereinstimmung positiv echt erfullt grun ja freigegeben
  reussi reussie succes accepte acceptee approuve approuvee valide validee verifie verifiee conforme confirme confirmee identifie
  identifiee authentique concordant concordante correspond vert positif oui
  superato superata riuscito riuscita successo accettato accettata approvato approvata valido valida verificato verificata
  confermato confermata identificato identificata positivo autentico autentica corrisponde verde si
  aprobado aprobada aceptado aceptada verificado verificada confirmado correcto exitoso exito aprovado aprovada aceito aceite
  goedgekeurd geslaagd geverifieerd akkoord pozytywny zaakceptowany zweryfikowany onaylandi basarili dogrulandi godkand godkendt
  godkjent hyvaksytty overeno schvaleno uspjesno odobreno megfelelt conferma confermada`);

/** Completion words: good alone, but beside others they may name a step (`DOCUMENT_SCAN_COMPLETED`). */
export const completedWords = words(
  "completed complete abgeschlossen vollstandig termine terminee completato completata",
);

export const neutralWords =
  words(`check checks checked result results verification verifications identity identification document
  documents face facial liveness overall auto automatic automatically automated is was has been the all user applicant person
  id prufung gepruft ergebnis test tests outcome status decision final manually manual controle verifica controllo esito e et und and est
  ist wurde ete stato stata full exact perfect`);

export const negations = words("not no non nicht kein keine keinen pas ne never nie niemals without ohne sans senza");

/** With a negation: the check was skipped. */
export const performedWords =
  words(`performed done checked applicable available supported executed run evaluated processed conducted
  carried tested required requested enabled attempted started present found provided determined assessed
  durchgefuhrt gepruft anwendbar verfugbar unterstutzt ausgefuhrt erforderlich vorhanden ermittelbar
  effectue effectuee realise realisee applicable disponible verifie verifiee controle requis
  eseguito eseguita effettuato effettuata applicabile disponibile verificato verificata richiesto supportato`);

/** With a negation: the result is not final. */
export const openWhenNegated =
  words(`verified identified confirmed clear cleared completed complete finished identifiziert
  verifiziert bestatigt abgeschlossen identifie confirme termine identificato confermato completato verifie
  verifiee verificato verificata`);
