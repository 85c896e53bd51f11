import { AgreementFolds } from "#components/agreement/agreement-card";
import { loadExaminer } from "#lib/evidence/read-body";
import { loadArchiveSession } from "#lib/files/use-opened-archive";
import { DifferenceTable } from "./differences-card.tsx";
import { CasePictures } from "./documents-card.tsx";
import { IdentifiedFacts } from "./who-card.tsx";

/** Loads the code of a check and starts a worker for its archive. Failures are reported where the code is used. */
export function warmCheck(): void {
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
