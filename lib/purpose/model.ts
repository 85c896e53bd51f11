import type { Purpose } from "./schema.ts";

export type PurposeState = { required: boolean; confirmed: Purpose | null };

/** Returns true if the confirmed purpose matches every field that `link` sets. */
export function isPurposeConfirmed(link: Purpose, confirmed: Purpose | null): boolean {
  if (confirmed === null) return false;
  return (
    (link.ticket ?? confirmed.ticket) === confirmed.ticket && (link.purpose ?? confirmed.purpose) === confirmed.purpose
  );
}

/** Maximum characters of a ticket or of a purpose. */
export const maxPurposeLength = 200;
