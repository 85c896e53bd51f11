import { AgreementFolds } from "#components/agreement/agreement-card";
import { warmComparer } from "#lib/agreement/shared-comparer";
import { loadExaminer } from "#lib/evidence/read-body";
import { loadArchiveSession } from "#lib/files/use-opened-archive";
import { DifferenceTable } from "./differences-card.tsx";
import { CasePictures } from "./documents-card.tsx";
import { IdentifiedFacts } from "./who-card.tsx";

/** Loads the code of a check, and starts workers for its archive and its comparison. It fetches no evidence. Failures are reported where the code is used. */
export function warmCheck(): void {
  warmComparer();
  void Promise.all([
    loadExaminer(),
    loadArchiveSession(),
    import("#lib/files/worker-client").then(({ warmWorker }) => warmWorker(true)),
    IdentifiedFacts.preload(),
    AgreementFolds.preload(),
    DifferenceTable.preload(),
    CasePictures.preload(),
  ]).catch(() => undefined);
}
