"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import {
  type ArtefactState,
  ArtefactStore,
  idleArtefact,
  type Preparation,
  type StoredArtefact,
} from "#lib/evidence/artefact-store";
import { useExternalStore } from "#lib/runtime/external-store";

type EvidenceContext = {
  srId: string;
  evidenceId: string;
  store: ArtefactStore;
};

const Context = createContext<EvidenceContext | null>(null);

function useEvidenceContext(): EvidenceContext {
  const context = useContext(Context);
  if (!context) throw new Error("Render this component inside EvidenceProvider.");
  return context;
}

/** Shares one store of bytes between all tabs of one evidence; cleared when the user leaves the page. */
export function EvidenceProvider(props: { srId: string; evidenceId: string; children: ReactNode }) {
  const { srId, evidenceId, children } = props;
  const store = useMemo(() => new ArtefactStore(srId, evidenceId), [srId, evidenceId]);
  useEffect(() => () => store.dispose(), [store]);
  const context = useMemo(() => ({ srId, evidenceId, store }), [srId, evidenceId, store]);
  return <Context.Provider value={context}>{children}</Context.Provider>;
}

export function useEvidence(): { srId: string; evidenceId: string } {
  const { srId, evidenceId } = useEvidenceContext();
  return { srId, evidenceId };
}

/** Bytes of an artefact. `open` fetches them once for all tabs; call it on a user action only. */
export function useArtefact(name: StoredArtefact): {
  state: ArtefactState;
  open: (prepare?: Preparation) => void;
  cancel: () => void;
} {
  const { store } = useEvidenceContext();
  const state = useExternalStore(store.stores[name], idleArtefact);
  return useMemo(
    () => ({ state, open: (prepare?: Preparation) => store.open(name, prepare), cancel: () => store.cancel(name) }),
    [state, store, name],
  );
}
