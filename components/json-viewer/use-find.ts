import { useEffect, useRef, useState } from "react";
import type { FindScope } from "#lib/formats/json/find";
import { parsePath } from "#lib/formats/json/parse-path";
import type { PathForm } from "#lib/formats/json/resolve-path";
import type { JsonSession } from "#lib/json-viewer/session";
import type { JsonView } from "#lib/json-viewer/view";

/** Milliseconds after the last key before a search starts; Enter skips the delay. */
const settleDelayMs = 80;

type Places = { form: PathForm; nodes: number[]; at: number };

/** Resolves a path; trims blanks only if the untrimmed text resolves to nothing. */
async function resolve(session: JsonSession, text: string): Promise<Places | null> {
  let last: Places | null = null;
  for (const candidate of new Set([text, text.trim()])) {
    if (parsePath(candidate) === null) continue;
    last = { ...(await session.client.ask("resolvePath", { text: candidate })), at: 0 };
    if (last.nodes.length > 0) break;
  }
  return last;
}

export function useFind(session: JsonSession, find: JsonView["find"], hit: JsonView["hit"]) {
  const [text, setText] = useState("");
  const [scope, setScope] = useState<FindScope>("all");
  /** Nodes of the path; without nodes, the input is searched as text. */
  const [places, setPlaces] = useState<Places | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef("");

  useEffect(() => () => clearTimeout(timer.current), []);

  const look = async (wanted: string, where: FindScope) => {
    clearTimeout(timer.current);
    asked.current = wanted;
    const found = parsePath(wanted.trim()) === null ? null : await resolve(session, wanted);
    if (asked.current !== wanted) return;
    setPlaces(found);
    const [first] = found?.nodes ?? [];
    await session.search(first === undefined ? wanted : "", where);
    if (first !== undefined) await session.goTo(first);
  };

  return {
    text,
    scope,
    form: places?.form ?? "text",
    /** Number of hits or nodes so far, and the current one, from 0. */
    count: places && places.nodes.length > 0 ? places.nodes.length : (find?.count ?? 0),
    number: (places && places.nodes.length > 0 ? places.at : hit?.number) ?? 0,
    isPlace: places !== null && places.nodes.length > 0,

    change(wanted: string) {
      setText(wanted);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void look(wanted, scope), settleDelayMs);
    },
    choose(where: FindScope) {
      setScope(where);
      void look(text, where);
    },
    /** Goes to the next (1) or previous (-1) hit or node; starts a pending search at once. */
    async go(by: number) {
      if (asked.current !== text) return look(text, scope);
      if (places && places.nodes.length > 0) {
        const at = (places.at + by + places.nodes.length) % places.nodes.length;
        setPlaces({ ...places, at });
        return session.goTo(places.nodes[at] ?? 0);
      }
      if (find && find.count > 0) await session.goToHit(hit === null ? 0 : hit.number + by);
    },
  };
}
