import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { CompareCase, PicturesState } from "#components/compare/compare-item";
import { Masked } from "#components/evidence/masked";
import { paths } from "#lib/paths";
import { LoadCasePictures, type LoadedPictures } from "./load-case-pictures.tsx";
import { usePictureItem } from "./use-picture-item.tsx";

/** Evidence beside the one of this page. `requested` is the signer's name in the signature request. */
export type OtherCase = { srId: string; evidenceId: string; label: string; requested: string | null };

export const caseIdOf = ({ srId, evidenceId }: Pick<OtherCase, "srId" | "evidenceId">) => `${srId}/${evidenceId}`;

/**
 * Cases whose archives are fetched when the person asks for them. `loaders` must be rendered.
 * @param asked IDs of cases that the person asked for by opening the comparison
 */
export function useOtherCases(
  others: readonly OtherCase[],
  asked: readonly string[] = [],
): { cases: readonly CompareCase[]; loaders: ReactNode } {
  const t = useTranslations("compare.facts");
  const toItem = usePictureItem();
  const [attempts, setAttempts] = useState<ReadonlyMap<string, number>>(new Map(asked.map((id) => [id, 1])));
  const [states, setStates] = useState<ReadonlyMap<string, LoadedPictures>>(new Map());
  const set = (id: string, state: LoadedPictures) => setStates((current) => new Map(current).set(id, state));
  const begun = { phase: "loading", receivedBytes: 0, totalBytes: null, bytesPerSecond: 0 } as const;

  function load(id: string) {
    set(id, begun);
    setAttempts((current) => new Map(current).set(id, (current.get(id) ?? 0) + 1));
  }

  function picturesOf({ requested, ...other }: OtherCase): PicturesState {
    const caseId = caseIdOf(other);
    const state = states.get(caseId) ?? (attempts.has(caseId) ? begun : { phase: "idle" as const });
    if (state.phase !== "ready") return state;
    const facts = requested === null ? [] : [{ name: t("requested"), value: <Masked text={requested} /> }];
    const about = { caseId, claims: null, isTokenGood: false, match: null, facts };
    const items = state.pictures.map((picture) => toItem(state.archive, picture, about));
    const preferred = items.find(({ number }) => number === state.preferred.entry.number);
    return preferred ? { phase: "ready", items, preferred } : { phase: "empty" };
  }

  const cases = others.map((other): CompareCase => {
    const { srId, evidenceId, label } = other;
    const id = caseIdOf(other);
    return {
      id,
      label,
      href: paths.evidence(srId, evidenceId),
      pictures: picturesOf(other),
      onLoad: () => load(id),
    };
  });
  const loaders = others.map((other) => {
    const id = caseIdOf(other);
    const attempt = attempts.get(id);
    if (attempt === undefined) return null;
    const { srId, evidenceId } = other;
    return (
      <LoadCasePictures
        key={`${id} ${attempt}`}
        srId={srId}
        evidenceId={evidenceId}
        onChange={(state) => set(id, state)}
      />
    );
  });
  return { cases, loaders };
}
