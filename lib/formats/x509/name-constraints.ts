import { isWithin } from "./compare-names.ts";
import { forms, type GeneralName, type NameConstraints } from "./general-names.ts";
import type { Name } from "./name.ts";

/** Comparisons of one certificate's names with all subtrees; more of them serve only to waste time. */
const maxComparisons = 2 ** 18;
const emailAddress = "1.2.840.113549.1.9.1";

type Side = "permitted" | "excluded";

/**
 * Applies the constraints of all CAs above a certificate to its names (RFC 5280 §6.1.3 b and c). A name that cannot be
 * compared with a subtree of its form is not permitted.
 */
export function obeysConstraints(names: readonly GeneralName[], constraints: readonly NameConstraints[]): boolean {
  return constraints.every(({ permitted, excluded }) =>
    names.every((name) => {
      const ofForm = ({ form }: GeneralName) => form === name.form;
      const allowed = permitted.filter(ofForm);
      if (allowed.length > 0 && !allowed.some((base) => matches(name, base, "permitted"))) return false;
      return !excluded.some((base) => ofForm(base) && matches(name, base, "excluded"));
    }),
  );
}

/** False if a form or a value is not processed here, or if there are too many. */
export function canProcess(names: readonly GeneralName[], constraints: readonly NameConstraints[]): boolean {
  const bases = constraints.flatMap(({ permitted, excluded }) => [...permitted, ...excluded]);
  if (names.length * bases.length > maxComparisons) return false;
  return constraints.every(({ hasDistance }) => !hasDistance) && bases.every(isProcessed);
}

/** Lists the names that constraints apply to: the subject, its mail addresses, and the alternative names. */
export function listNames(subject: Name, alternativeNames: readonly GeneralName[]): GeneralName[] {
  const bytes = new Uint8Array();
  const addresses = subject.flat().filter(({ type }) => type === emailAddress);
  return [
    ...(subject.length > 0 ? [{ form: forms.directory, text: null, name: subject, bytes }] : []),
    ...addresses.map(({ text }) => ({ form: forms.email, text: text ?? "", name: null, bytes })),
    ...alternativeNames,
  ];
}

function isProcessed({ form, text }: GeneralName): boolean {
  if (form === forms.directory || form === forms.ip) return true;
  if (form === forms.dns) return text === "" || isHost(text ?? ".");
  if (form !== forms.email && form !== forms.uri) return false;
  const [, host = ""] = form === forms.email && text?.includes("@") ? (splitAddress(text) ?? []) : [null, text ?? ""];
  return isHost(host.replace(/^\./u, ""));
}

function matches(name: GeneralName, base: GeneralName, side: Side): boolean {
  if (name.form === forms.directory) return name.name !== null && base.name !== null && isWithin(name.name, base.name);
  if (name.form === forms.ip) return isInRange(name.bytes, base.bytes);
  const [text, limit] = [name.text ?? "", base.text ?? ""];
  if (name.form === forms.dns) return matchesHost(text.toLowerCase(), limit.toLowerCase(), side);
  return name.form === forms.email ? matchesAddress(text, limit, side) : matchesUri(text, limit, side);
}

const isHost = (text: string) =>
  /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/iu.test(text);
const isUnder = (host: string, limit: string) => host === limit || host.endsWith(`.${limit}`);

/** A wildcard stands for one label, and so for an excluded host. */
function matchesHost(host: string, limit: string, side: Side): boolean {
  const rest = host.replace(/^\*\./u, "");
  if (!isHost(rest)) return side === "excluded";
  if (limit === "" || isUnder(host, limit)) return true;
  return side === "excluded" && rest !== host && limit.slice(limit.indexOf(".") + 1) === rest;
}

function splitAddress(address: string): [local: string, host: string] | null {
  const [local, host, ...more] = address.split("@");
  return local && host && more.length === 0 && isHost(host) ? [local, host.toLowerCase()] : null;
}

/** The limit is a mailbox, a host, or a domain with a leading dot. */
function matchesAddress(address: string, limit: string, side: Side): boolean {
  const [local, host] = splitAddress(address) ?? [];
  if (local === undefined || host === undefined) return side === "excluded";
  const mailbox = splitAddress(limit);
  return mailbox ? mailbox[0] === local && mailbox[1] === host : matchesDomain(host, limit);
}

/** A leading dot means the hosts below a domain; without it the limit is one host. */
function matchesDomain(host: string, limit: string): boolean {
  const wanted = limit.toLowerCase();
  return wanted.startsWith(".") ? host.endsWith(wanted) : host === wanted;
}

/** A URI without a host name cannot be compared (RFC 5280 §4.2.1.10). */
function matchesUri(uri: string, limit: string, side: Side): boolean {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#\\\s]*)(?=[/?#]|$)/iu.exec(uri)?.[1] ?? "";
  const host = authority
    .slice(authority.lastIndexOf("@") + 1)
    .replace(/:\d*$/u, "")
    .toLowerCase();
  if (!isHost(host) || /(?:^|\.)\d+$/u.test(host)) return side === "excluded";
  return matchesDomain(host, limit);
}

function isInRange(address: Uint8Array, range: Uint8Array): boolean {
  if (range.length !== address.length * 2) return false;
  return address.every((byte, index) => {
    const mask = range[address.length + index] ?? 0;
    return (byte & mask) === ((range[index] ?? 0) & mask);
  });
}
