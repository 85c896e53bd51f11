import { createListeners, useExternalStore } from "#lib/runtime/external-store";
import type { FaceAnswer } from "./face-answer.ts";

/** What a person answered of two pictures of one evidence. Kept in the memory of the page alone, for the decision. */
const answers = new Map<string, FaceAnswer>();
const { subscribe, notify } = createListeners();

/** The two files, in any order: an answer says nothing of other pictures. */
const keyOf = (srId: string, evidenceId: string, files: readonly [number, number]) =>
  [srId, evidenceId, ...files.toSorted((one, other) => one - other)].join(" ");

/**
 * The answer of this case for a decision: the one that all answered pairs of pictures share; pairs with different answers are
 * `cannot_tell`. Null without an answer.
 */
export function useCaseFaceAnswer(srId: string, evidenceId: string): FaceAnswer | null {
  const get = (): FaceAnswer | null => {
    const own = [...answers].filter(([key]) => key.startsWith(`${srId} ${evidenceId} `)).map(([, answer]) => answer);
    const [first = null] = own;
    return own.every((answer) => answer === first) ? first : "cannot_tell";
  };
  return useExternalStore<FaceAnswer | null>({ get, subscribe }, null);
}

/** The answer of two files, and how to set it. Choosing it again takes it back. */
export function useFaceAnswer(
  srId: string,
  evidenceId: string,
  files: readonly [number, number],
): [FaceAnswer | null, (answer: FaceAnswer) => void] {
  const key = keyOf(srId, evidenceId, files);
  const answer = useExternalStore<FaceAnswer | null>({ get: () => answers.get(key) ?? null, subscribe }, null);
  const choose = (next: FaceAnswer) => {
    if (answers.get(key) === next) answers.delete(key);
    else answers.set(key, next);
    notify();
  };
  return [answer, choose];
}
