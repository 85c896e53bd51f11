import { type KnownName, knownName } from "./field-names.ts";
import type { SentMember, SentValue } from "./sent-json.ts";
import { readSentText } from "./sent-value.ts";

export type StatusField = SentMember & { known: KnownName | null };

/** `wrappedIn`: path of the status in the body, null for the body itself. */
export type FoundStatus = { fields: StatusField[]; wrappedIn: string | null };

/** API results that wrap a body under `status`, without meaning for an identification. */
const transportWord = /^(?:success|successful|ok|true|\d{3})$/i;

const holdsText = ({ value }: SentMember) => typeof readSentText(value) === "string";

const knownOf = (members: readonly SentMember[]) => new Set(members.map(({ name }) => knownName(name)).filter(Boolean));

const hasWord = (members: readonly SentMember[]) =>
  members.some((member) => knownName(member.name) === "status" && holdsText(member));

function objectIn(value: SentValue, path: string): { members: SentMember[]; path: string } | null {
  if (value.kind === "object") return { members: value.members(), path };
  const [only, ...more] = value.items();
  return only?.kind === "object" && more.length === 0 ? { members: only.members(), path: `${path}[0]` } : null;
}

/** Finds the status in a body or one level down. Outer fields fill gaps. Null without an object. */
export function findStatus(body: SentValue): FoundStatus | null {
  const top = objectIn(body, "");
  if (top === null) return null;
  const { members } = top;
  const plain = {
    fields: members.map((member) => ({ ...member, known: knownName(member.name) })),
    wrappedIn: top.path || null,
  };
  if (hasWord(members) && knownOf(members).size > 1) return plain;
  const inner = members.flatMap((member) => {
    const found = objectIn(member.value, member.name);
    return found && isStatusInside(found.members, hasWord(members)) ? [{ ...found, wrapper: member }] : [];
  });
  const [wrapped, ...more] = inner;
  // Two candidates are ambiguous.
  if (!wrapped || more.length > 0) return plain;
  const fields: StatusField[] = wrapped.members.map((member) => ({ ...member, known: knownName(member.name) }));
  const own = knownOf(wrapped.members);
  for (const member of members) {
    if (member === wrapped.wrapper) continue;
    const known = knownName(member.name);
    const isOther = known === "status" && own.has(known) && !transportWord.test(readSentText(member.value) ?? "");
    fields.push({ ...member, known: known !== null && (!own.has(known) || isOther) ? known : null });
  }
  return { fields, wrappedIn: `${top.path}${top.path && "."}${wrapped.path}` };
}

function isStatusInside(members: readonly SentMember[], topHasWord: boolean): boolean {
  const { size } = knownOf(members);
  return hasWord(members) ? size >= 2 : !topHasWord && size >= 3;
}
