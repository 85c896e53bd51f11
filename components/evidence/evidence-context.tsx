"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import {
  type ArtefactState,
  ArtefactStore,
  type HeldArtefact,
  idleArtefact,
  type Preparation,
} from "#lib/evidence/artefact-store";
import type { Finding, FindingName } from "#lib/evidence/finding";
import { useExternalStore } from "#lib/runtime/external-store";

type Findings = Partial<Record<FindingName, Finding | null>>;

type EvidenceContext = {
  srId: string;
  evidenceId: string;
  store: ArtefactStore;
  findings: Findings;
  setFinding: (name: FindingName, finding: Finding | null) => void;
};

const Context = createContext<EvidenceContext | null>(null);

function useEvidenceContext(): EvidenceContext {
  const context = useContext(Context);
  if (!context) throw new Error("Evidence parts must stand inside the evidence layout.");
  return context;
}

const sameFinding = (a: Finding | null | undefined, b: Finding | null) =>
  a === b || (a && b && a.tone === b.tone && a.label === b.label && a.detail === b.detail);

/** One store of bytes and findings for all tabs of one evidence; dropped when the person leaves the page. */
export function EvidenceProvider(props: { srId: string; evidenceId: string; children: ReactNode }) {
  const { srId, evidenceId, children } = props;
  const store = useMemo(() => new ArtefactStore(srId, evidenceId), [srId, evidenceId]);
  const [findings, setFindings] = useState<Findings>({});
  useEffect(() => () => store.dispose(), [store]);
  const setFinding = useCallback(
    (name: FindingName, finding: Finding | null) =>
      setFindings((held) => (sameFinding(held[name], finding) ? held : { ...held, [name]: finding })),
    [],
  );
  const context = useMemo(
    () => ({ srId, evidenceId, store, findings, setFinding }),
    [srId, evidenceId, store, findings, setFinding],
  );
  return <Context.Provider value={context}>{children}</Context.Provider>;
}

/** The ids of the evidence that this page shows. */
export function useEvidence(): { srId: string; evidenceId: string } {
  const { srId, evidenceId } = useEvidenceContext();
  return { srId, evidenceId };
}

/** The bytes of an artefact. `open` fetches them once for all tabs; call it on a person's act only. */
export function useArtefact(name: HeldArtefact): {
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

/** What a part found, and a way to say it; null means "not checked yet". */
export function useFinding(name: FindingName): [Finding | null, (finding: Finding | null) => void] {
  const { findings, setFinding } = useEvidenceContext();
  const set = useMemo(() => (finding: Finding | null) => setFinding(name, finding), [name, setFinding]);
  return [findings[name] ?? null, set];
}
