import { type DerElement, readChildren, readElements } from "./der.ts";
import { type Name, readDistinguishedName } from "./name.ts";

/** Forms of GeneralName by their tag numbers (RFC 5280 §4.2.1.6). */
export const forms = { email: 1, dns: 2, directory: 4, uri: 6, ip: 7 } as const;

/** One name: its form, and its content as text, directory name or bytes. Text and name are null in other forms. */
export type GeneralName = { form: number; text: string | null; name: Name | null; bytes: Uint8Array<ArrayBuffer> };

export type NameConstraints = {
  permitted: readonly GeneralName[];
  excluded: readonly GeneralName[];
  /** A subtree limits the distance to its base, which is not processed. */
  hasDistance: boolean;
};

const tags = new Set([0xa0, 0x81, 0x82, 0xa3, 0xa4, 0xa5, 0x86, 0x87, 0x88]);

/** @throws RangeError if it is not a GeneralName */
function readGeneralName(element: DerElement | undefined): GeneralName {
  const { tag, content: bytes } = element ?? { tag: 0, content: new Uint8Array() };
  if (!tags.has(tag)) throw new RangeError("Not a general name");
  const form = tag & 0x1f;
  const [directory, ...more] = form === forms.directory ? readElements(bytes) : [];
  const isText = form === forms.email || form === forms.dns || form === forms.uri;
  if (more.length > 0 || (isText && bytes.some((byte) => byte >= 0x80))) throw new RangeError("Not a general name");
  const text = isText ? new TextDecoder("latin1").decode(bytes) : null;
  return { form, text, name: form === forms.directory ? readDistinguishedName(directory) : null, bytes };
}

/** Reads a subject alternative name (RFC 5280 §4.2.1.6). @throws RangeError if it is not one, or is empty */
export function readAlternativeNames(element: DerElement): GeneralName[] {
  const names = readChildren(element).map(readGeneralName);
  const isWrong = ({ form, bytes }: GeneralName) => form === forms.ip && bytes.length !== 4 && bytes.length !== 16;
  if (names.length === 0 || names.some(isWrong)) throw new RangeError("Not alternative names");
  return names;
}

/** Reads name constraints (RFC 5280 §4.2.1.10). @throws RangeError if they are malformed, or limit nothing */
export function readNameConstraints(element: DerElement): NameConstraints {
  const lists = readChildren(element);
  const order = lists.map(({ tag }) => tag).join();
  if (!["160", "161", "160,161"].includes(order)) throw new RangeError("Not name constraints");
  const subtrees = lists.flatMap((list) => {
    const items = readElements(list.content).map((subtree) => ({ tag: list.tag, parts: readChildren(subtree) }));
    if (items.length === 0) throw new RangeError("A list of subtrees is empty");
    return items;
  });
  const bases = (wanted: number) =>
    subtrees.filter(({ tag }) => tag === wanted).map(({ parts: [base] }) => readBase(base));
  return {
    permitted: bases(0xa0),
    excluded: bases(0xa1),
    hasDistance: subtrees.some(({ parts }) => parts.length !== 1),
  };
}

/** Reads the base of a subtree; that of addresses is an address and a mask of leading ones (RFC 4632). */
function readBase(element: DerElement | undefined): GeneralName {
  const base = readGeneralName(element);
  const half = base.bytes.length / 2;
  if (base.form === forms.ip && ((half !== 4 && half !== 16) || !isMask(base.bytes.subarray(half))))
    throw new RangeError("Not an address range");
  return base;
}

const isMask = (mask: Uint8Array) =>
  /^1*0*$/u.test(Array.from(mask, (byte) => byte.toString(2).padStart(8, "0")).join(""));
