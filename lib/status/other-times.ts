import type { EvidenceStatus, OtherTime } from "./schema.ts";

/** A step that has a time, only not one that can be placed between moments. */
export type UnplacedTime = OtherTime & { reading: { kind: "local" | "date" | "unreadable" } };
/** A time that stands for none. */
export type StandInTime = OtherTime & { reading: { kind: "unset" | "never" } };

const isStandIn = (time: OtherTime): time is StandInTime =>
  time.reading.kind === "unset" || time.reading.kind === "never";

export const unplacedTimes = ({ otherTimes }: Pick<EvidenceStatus, "otherTimes">): UnplacedTime[] =>
  otherTimes.filter((time): time is UnplacedTime => !isStandIn(time));

export const standInTimes = ({ otherTimes }: Pick<EvidenceStatus, "otherTimes">): StandInTime[] =>
  otherTimes.filter(isStandIn);

/** True where the status says that a step was reached, in whatever form. */
export function namesTime(status: Pick<EvidenceStatus, "times" | "otherTimes">, name: string): boolean {
  return [...status.times, ...unplacedTimes(status)].some((time) => time.name === name);
}
