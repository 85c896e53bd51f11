import { canonicalId, isId } from "#lib/paths";

/** Key of the queue in session storage. */
export const queueKey = "evidence-desk.queue";

/** Cases that one queue or batch may have. */
export const maxCases = 50;
const maxTicketLength = 200;

/** One identification, or a signature request without evidence. */
export type QueuedCase = { srId: string; evidenceId: string | null };

/** Cases in the order in which one person reviews them. `position` counts from 0. */
export type Queue = {
  /** Short digest of the person, so that the next person in this tab does not get the queue. */
  owner: string;
  /** Ticket that the person confirmed for all cases, or null. */
  ticket: string | null;
  cases: readonly QueuedCase[];
  position: number;
};

export const isSameCase = (one: QueuedCase, other: QueuedCase): boolean =>
  one.srId === other.srId && one.evidenceId === other.evidenceId;

/** Creates a queue without repeated cases; null without cases. Cases past `maxCases` are left out. */
export function createQueue(owner: string, cases: readonly QueuedCase[], ticket: string | null): Queue | null {
  const distinct = cases.filter((one, index) => cases.findIndex((other) => isSameCase(one, other)) === index);
  if (distinct.length === 0) return null;
  return { owner, ticket, cases: distinct.slice(0, maxCases), position: 0 };
}

/** Position of a page in the queue, or null. A page of a signature request is the first case of that request. */
export function findPosition({ cases }: Queue, page: QueuedCase): number | null {
  const exact = cases.findIndex((one) => isSameCase(one, page));
  if (exact >= 0) return exact;
  const found = page.evidenceId === null ? cases.findIndex(({ srId }) => srId === page.srId) : -1;
  return found < 0 ? null : found;
}

/** The queue as text for browser storage: IDs and a position, never a title or a name. */
export const formatQueue = (queue: Queue): string => JSON.stringify(queue);

/** Reads stored text. @returns null if it is not a queue of `owner` */
export function parseQueue(text: string | null, owner: string): Queue | null {
  let value: unknown;
  try {
    value = JSON.parse(text ?? "null");
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || !("owner" in value) || value.owner !== owner) return null;
  const { cases, position, ticket } = value as Partial<Record<keyof Queue, unknown>>;
  if (!Array.isArray(cases)) return null;
  const read = createQueue(owner, cases.flatMap(parseCase), parseTicket(ticket));
  if (read === null) return null;
  const isPosition = Number.isInteger(position) && Number(position) >= 0 && Number(position) < read.cases.length;
  return { ...read, position: isPosition ? Number(position) : 0 };
}

function parseTicket(value: unknown): string | null {
  return typeof value === "string" && value !== "" && value.length <= maxTicketLength ? value : null;
}

function parseCase(value: unknown): QueuedCase[] {
  const { srId, evidenceId } = (value ?? {}) as Partial<Record<keyof QueuedCase, unknown>>;
  if (typeof srId !== "string" || !isId(srId)) return [];
  if (evidenceId === null) return [{ srId: canonicalId(srId), evidenceId: null }];
  if (typeof evidenceId !== "string" || !isId(evidenceId)) return [];
  return [{ srId: canonicalId(srId), evidenceId: canonicalId(evidenceId) }];
}
