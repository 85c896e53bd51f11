import { givenName, type PersonConcept, type SamplePerson } from "./person.fixture.ts";
import { createRandom, shuffle } from "./random.fixture.ts";
import { collectTexts, type TextFormat, writeText } from "./write-text.fixture.ts";

/** A member on the way to a value; of a list it is the only element. */
export type Section = { name: string; isList: boolean };

/** How a slot stands in the record. Slots of the same container are written together. */
export type Shape =
  | { kind: "member" }
  | { kind: "pair"; list: string; key: string; value: string }
  | { kind: "table"; table: string; layout: "header_rows" | "rows" | "columns_data" | "fields_values" }
  | { kind: "positions"; list: string }
  | { kind: "text"; name: string; format: TextFormat };

/** One value in one location of the record. */
export type Slot = {
  concepts: readonly PersonConcept[];
  sections: readonly Section[];
  name: string;
  /** A known name of the concept stands beside the value, so that a reader can identify it. */
  isNamed: boolean;
  value: (one: SamplePerson) => unknown;
  shape: Shape;
};

/** What stands in the record beside the person: never states anything about them. */
export type Noise = { sections: readonly Section[]; name: string; value: unknown };

/** A record on the way to a variant; steps change it. */
export type Draft = {
  slots: Slot[];
  noise: Noise[];
  /** Applied to the whole record, in this order. */
  envelopes: ((record: unknown) => unknown)[];
  orderSeed: number | null;
  /** How the token and the signature request state the same. */
  tokenStyle: number;
  requestStyle: number;
};

const slot = (concept: PersonConcept, section: string | null, name: string, value: Slot["value"]): Slot => ({
  concepts: [concept],
  sections: section === null ? [] : [{ name: section, isList: false }],
  name,
  isNamed: true,
  value,
  shape: { kind: "member" },
});

/** Words that the token uses too. */
export const plainOutcome = ({ result }: SamplePerson): string =>
  ({ positive: "PASSED", negative: "FAILED", unclear: "REVIEW" })[result];

/** The consistent case before any step. */
export const createDraft = (): Draft => ({
  slots: [
    slot("family_name", "person", "lastName", ({ familyName }) => familyName),
    slot("given_name", "person", "firstName", givenName),
    slot("birth_date", "person", "dateOfBirth", ({ birthDate }) => birthDate),
    slot("document_number", "document", "documentNumber", ({ documentNumber }) => documentNumber),
    slot("result", null, "result", plainOutcome),
  ],
  noise: [],
  envelopes: [],
  orderSeed: null,
  tokenStyle: 0,
  requestStyle: 0,
});

type Members = Map<string, unknown>;

/** The object at the end of the sections; a member of another kind under the same name gets a neighbour. */
function openSections(top: Members, sections: readonly Section[]): Members {
  let members = top;
  for (const { name } of sections) {
    let free = name;
    while (members.has(free) && !(members.get(free) instanceof Map)) free += "_";
    const next = members.get(free) ?? new Map();
    members.set(free, next);
    members = next as Members;
  }
  return members;
}

function addMember(members: Members, name: string, value: unknown): void {
  let free = name;
  while (members.has(free)) free += "_";
  members.set(free, value);
}

/** A list that several slots fill, found again by its name. */
function openList(members: Members, name: string): unknown[] {
  const list = members.get(name);
  if (Array.isArray(list)) return list;
  const fresh: unknown[] = [];
  let free = name;
  while (members.has(free)) free += "_";
  members.set(free, fresh);
  return fresh;
}

type Table = { name: string; layout: string; columns: [string, unknown][] };

function writeTable({ layout, columns }: Table): unknown {
  const names = columns.map(([name]) => name);
  const values = columns.map(([, value]) => value);
  if (layout === "rows") return [names, values];
  if (layout === "columns_data") return { columns: names.map((name) => ({ name, type: "text" })), data: [values] };
  return layout === "fields_values" ? { fields: names, values } : { header: names, rows: [values] };
}

/** Lists are marked by path, for two slots may pass through the same one. */
function toJson(
  value: unknown,
  lists: ReadonlySet<string>,
  path: string,
  order: ReturnType<typeof createRandom> | null,
): unknown {
  if (!(value instanceof Map)) return value;
  const entries = order ? shuffle([...value], order) : [...value];
  const members = entries.map(([name, member]) => {
    const inner = `${path}/${name}`;
    const json = toJson(member, lists, inner, order);
    return [name, member instanceof Map && lists.has(inner) ? [json] : json];
  });
  return Object.fromEntries(members);
}

/**
 * Writes the record of a draft.
 *
 * @param personOf the person whose value stands in the slot of this number
 */
export function writeRecord(draft: Draft, personOf: (slot: number) => SamplePerson): string {
  const top: Members = new Map();
  const lists = new Set<string>();
  const tables = new Map<string, Table & { members: Members }>();
  const texts = collectTexts<Members>();
  for (const { sections } of [...draft.slots, ...draft.noise]) {
    let path = "";
    for (const { name, isList } of sections) {
      path += `/${name}`;
      if (isList) lists.add(path);
    }
  }
  for (const [index, { sections, name, value, shape }] of draft.slots.entries()) {
    const members = openSections(top, sections);
    const written = value(personOf(index));
    if (shape.kind === "member") addMember(members, name, written);
    else if (shape.kind === "pair") openList(members, shape.list).push({ [shape.key]: name, [shape.value]: written });
    else if (shape.kind === "positions") openList(members, shape.list).push(written);
    else if (shape.kind === "text") texts.add(members, shape.name, shape.format, [name, written]);
    else {
      const id = `${sections.map((section) => section.name).join("/")}/${shape.table}`;
      const table = tables.get(id) ?? { name: shape.table, layout: shape.layout, columns: [], members };
      table.columns.push([name, written]);
      tables.set(id, table);
    }
  }
  for (const table of tables.values()) addMember(table.members, table.name, writeTable(table));
  for (const { members, name, format, entries } of texts.list()) addMember(members, name, writeText(format, entries));
  for (const { sections, name, value } of draft.noise) addMember(openSections(top, sections), name, value);
  const order = draft.orderSeed === null ? null : createRandom(draft.orderSeed);
  const record = draft.envelopes.reduce((inner, wrap) => wrap(inner), toJson(top, lists, "", order));
  return JSON.stringify(record);
}
