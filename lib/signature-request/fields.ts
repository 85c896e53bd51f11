/** How JSON from outside is read here: what is missing or of another type is null, an empty list, or no object. */

export type Fields = Record<string, unknown>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Text that says something. */
export const readText = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** The objects of a list. */
export const readList = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
