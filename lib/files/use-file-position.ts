import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useState } from "react";
import { parameters } from "#lib/paths";
import { type FilePosition, readPosition } from "./file-position.ts";

/** Binds the file position to the URL (`?file=3&beside=5&view=bytes`). Changes apply at once, before the router updates. */
export function useFilePosition(): [FilePosition, (change: Partial<FilePosition>) => void] {
  const search = useSearchParams().toString();
  const [own, setOwn] = useState<string | null>(null);
  useEffect(() => {
    if (new URLSearchParams(window.location.search).toString() === search) setOwn(null);
  }, [search]);
  const text = own ?? search;
  const position = useMemo(() => readPosition(new URLSearchParams(text)), [text]);
  const set = useCallback((change: Partial<FilePosition>) => {
    const query = new URLSearchParams(window.location.search);
    const write = (name: string, value: string | null) =>
      value === null ? query.delete(name) : query.set(name, value);
    if (change.file !== undefined) write(parameters.file, change.file === null ? null : String(change.file));
    if (change.beside !== undefined) write(parameters.beside, change.beside === null ? null : String(change.beside));
    if (change.view !== undefined) write(parameters.view, change.view === "content" ? null : change.view);
    const next = query.toString();
    setOwn(next);
    window.history.replaceState(null, "", next === "" ? window.location.pathname : `?${next}`);
  }, []);
  return [position, set];
}
