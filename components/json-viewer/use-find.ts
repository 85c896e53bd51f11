import { useEffect, useRef, useState } from "react";
import type { FindScope } from "#lib/formats/json/find";
import { parsePath } from "#lib/formats/json/parse-path";
import type { PathForm } from "#lib/formats/json/resolve-path";
import type { JsonSession } from "#lib/json-viewer/session";
import type { JsonView } from "#lib/json-viewer/view";

/** Milliseconds after the last key before a search starts; Enter skips the delay. */
const settleDelayMs = 80;

type PathMatches = { form: PathForm; nodes: number[]; at: number };

/** Resolves a path; trims blanks only if the untrimmed text resolves to nothing. */
async function resolve(session: JsonSession, text: string): Promise<PathMatches | null> {
  let last: PathMatches | null = null;
  for (const candidate of new Set([text, text.trim()])) {
    if (parsePath(candidate) === null) continue;
    last = { ...(await session.client.call("resolvePath", { text: candidate })), at: 0 };
    if (last.nodes.length > 0) break;
  }
  return last;
}

export function useFind(session: JsonSession, find: JsonView["find"], hit: JsonView["hit"]) {
  const [text, setText] = useState("");
  const [scope, setScope] = useState<FindScope>("all");
  /** Nodes of the path; without nodes, the input is searched as text. */
  const [matches, setMatches] = useState<PathMatches | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef("");

  useEffect(() => () => clearTimeout(timer.current), []);

  const look = async (wanted: string, where: FindScope) => {
    clearTimeout(timer.current);
    latest.current = wanted;
    const found = parsePath(wanted.trim()) === null ? null : await resolve(session, wanted);
    if (latest.current !== wanted) return;
    setMatches(found);
    const [first] = found?.nodes ?? [];
    await session.search(first === undefined ? wanted : "", where);
    if (first !== undefined) await session.goTo(first);
  };

  return {
    text,
    scope,
    form: matches?.form ?? "text",
    /** Number of hits or nodes so far, and the current one, from 0. */
    count: matches && matches.nodes.length > 0 ? matches.nodes.length : (find?.count ?? 0),
    number: (matches && matches.nodes.length > 0 ? matches.at : hit?.number) ?? 0,
    isPath: matches !== null && matches.nodes.length > 0,

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
      if (latest.current !== text) return look(text, scope);
      if (matches && matches.nodes.length > 0) {
        const at = (matches.at + by + matches.nodes.length) % matches.nodes.length;
        setMatches({ ...matches, at });
        return session.goTo(matches.nodes[at] ?? 0);
      }
      if (find && find.count > 0) await session.goToHit(hit === null ? 0 : hit.number + by);
    },
  };
}
