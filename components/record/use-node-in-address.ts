import { useEffect, useRef, useState } from "react";
import { formatPositions, parsePositions } from "#lib/formats/json/path";
import type { JsonSession } from "#lib/json-viewer/session";
import type { JsonView } from "#lib/json-viewer/view";
import { parameters } from "#lib/paths";

const { node: name } = parameters;
/** Maximum length of a path in the URL; servers limit URLs, so deeper locations are omitted. */
const maxLength = 1_000;

/**
 * Stores the row in the URL as child indexes (`?node=0.3.1`): paths may be ambiguous or personal.
 * @returns true if the URL names a location that this record lacks
 */
export function useNodeInAddress(session: JsonSession | null, view: JsonView | null): boolean {
  const wanted = useRef<number[] | null | undefined>(undefined);
  const [missing, setMissing] = useState(false);
  const finished = view?.phase === "ready";
  const version = view?.version ?? 0;
  const positions = view?.details?.positions;

  // Goes to the location in the URL as soon as it has been read.
  useEffect(() => {
    if (!session || version === 0) return;
    if (wanted.current === undefined) {
      const text = new URLSearchParams(window.location.search).get(name);
      wanted.current = text === null ? null : parsePositions(text);
      if (text !== null && wanted.current === null) setMissing(true);
    }
    const position = wanted.current;
    if (position === null) return;
    void session.client.call("resolvePositions", { positions: position }).then((found) => {
      if (wanted.current !== position) return;
      if (found) {
        wanted.current = null;
        void session.goTo(found.node);
      } else if (finished) {
        wanted.current = null;
        setMissing(true);
      }
    });
  }, [session, version, finished]);

  useEffect(() => {
    if (!positions || wanted.current !== null) return;
    const address = new URL(window.location.href);
    const whole = formatPositions(positions);
    const text = whole.length > maxLength ? "" : whole;
    if ((address.searchParams.get(name) ?? "") === text) return;
    if (text === "") address.searchParams.delete(name);
    else address.searchParams.set(name, text);
    window.history.replaceState(null, "", address);
  }, [positions]);

  return missing;
}
