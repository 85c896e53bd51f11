import { serveWorkerRpc } from "#lib/runtime/worker-rpc-server";
import { buildBag, packBag } from "./build-bag.ts";
import { findAnswerFault } from "./check-answer.ts";
import { type DigestedFile, digestFile } from "./digest-file.ts";
import type { DossierMethods } from "./protocol.ts";
import { joinDossiers } from "./several/join-dossiers.ts";

serveWorkerRpc<DossierMethods>({
  async digest(files, { signal, emit }) {
    const digested: DigestedFile[] = [];
    let done = 0;
    for (const { path, blob } of files) {
      const before = done;
      digested.push(await digestFile(path, blob, signal, (bytes) => emit(before + bytes)));
      done += blob.size;
      emit(done);
    }
    return digested;
  },
  join: (order, { signal, emit }) => joinDossiers(order, signal, emit),
  async pack(bag) {
    const files = await buildBag(bag);
    const fault = await findAnswerFault(files, new Date());
    return fault === null ? packBag(bag, files) : { fault };
  },
});
