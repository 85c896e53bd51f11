/** Why somebody looks: written with each release. At least one of the two is there. */
export type Purpose = { ticket: string | null; purpose: string | null };

/** What a page needs to know before evidence opens. */
export type PurposeState = { required: boolean; confirmed: Purpose | null };

/** Characters of a ticket, and of a purpose, at most. */
export const maxPurposeLength = 200;
