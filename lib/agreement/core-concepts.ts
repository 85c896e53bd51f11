/** Statements required of every artefact that describes the person, before a conclusion is green. */
export const coreConcepts = ["family_name", "given_name", "birth_date", "document_number", "result"] as const;
export type CoreConcept = (typeof coreConcepts)[number];
/** Core concepts of the person; the result describes the identification. */
export const identityConcepts: readonly CoreConcept[] = ["family_name", "given_name", "birth_date", "document_number"];
export const isCoreConcept = (name: string): boolean => (coreConcepts as readonly string[]).includes(name);
