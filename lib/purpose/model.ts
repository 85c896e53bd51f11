/** Why somebody looks: written with each release. At least one of the two is there. */
export type Purpose = { ticket: string | null; purpose: string | null };

/** What a page needs to know before evidence opens. */
export type PurposeState = { required: boolean; confirmed: Purpose | null };

/** True when what `link` names was confirmed already; what it does not name may be anything. */
export function isPurposeConfirmed(link: Purpose, confirmed: Purpose | null): boolean {
  if (confirmed === null) return false;
  return (
    (link.ticket ?? confirmed.ticket) === confirmed.ticket && (link.purpose ?? confirmed.purpose) === confirmed.purpose
  );
}

/** Characters of a ticket, and of a purpose, at most. */
export const maxPurposeLength = 200;
