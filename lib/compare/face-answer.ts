/** What a person answers about two pictures. */
export const faceAnswers = ["same", "different", "cannot_tell"] as const;
export type FaceAnswer = (typeof faceAnswers)[number];
