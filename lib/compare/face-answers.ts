import { createListeners, useExternalStore } from "#lib/runtime/external-store";

export const faceAnswers = ["same", "different", "cannot_tell"] as const;
export type FaceAnswer = (typeof faceAnswers)[number];

/** What a person answered of two pictures of one evidence. Kept in the memory of the page alone, for the decision. */
const answers = new Map<string, FaceAnswer>();
const { subscribe, notify } = createListeners();

/** The two files, in any order: an answer says nothing of other pictures. */
const keyOf = (srId: string, evidenceId: string, files: readonly [number, number]) =>
  [srId, evidenceId, ...files.toSorted((one, other) => one - other)].join(" ");

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
