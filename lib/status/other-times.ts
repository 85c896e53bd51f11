import type { EvidenceStatus, OtherTime } from "./schema.ts";

/** A reached step whose time cannot be ordered among moments. */
export type UnplacedTime = OtherTime & { reading: { kind: "local" | "date" | "unreadable" } };
/** A placeholder for a missing time. */
export type StandInTime = OtherTime & { reading: { kind: "unset" | "never" } };

const isStandIn = (time: OtherTime): time is StandInTime =>
  time.reading.kind === "unset" || time.reading.kind === "never";

export const unplacedTimes = ({ otherTimes }: Pick<EvidenceStatus, "otherTimes">): UnplacedTime[] =>
  otherTimes.filter((time): time is UnplacedTime => !isStandIn(time));

export const standInTimes = ({ otherTimes }: Pick<EvidenceStatus, "otherTimes">): StandInTime[] =>
  otherTimes.filter(isStandIn);

/** True if the status gives a time for a step, in any form. */
export function namesTime(status: Pick<EvidenceStatus, "times" | "otherTimes">, name: string): boolean {
  return [...status.times, ...unplacedTimes(status)].some((time) => time.name === name);
}
