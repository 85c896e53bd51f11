import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** The position in the archive as the address holds it: numbers only, never a name. */
export type FilePosition = { file: number | null; beside: number | null; view: "content" | "bytes" };

const readNumber = (text: string | null) => (text !== null && /^[1-9][0-9]{0,5}$/u.test(text) ? Number(text) : null);

/** Selected file, the one beside it and the view, from and to the address (`?file=3&beside=5&view=bytes`). */
export function useFilePosition(): [FilePosition, (change: Partial<FilePosition>) => void] {
  const search = useSearchParams();
  const position: FilePosition = {
    file: readNumber(search.get("file")),
    beside: readNumber(search.get("beside")),
    view: search.get("view") === "bytes" ? "bytes" : "content",
  };
  const set = useCallback((change: Partial<FilePosition>) => {
    const query = new URLSearchParams(window.location.search);
    const write = (name: string, value: string | null) =>
      value === null ? query.delete(name) : query.set(name, value);
    if (change.file !== undefined) write("file", change.file === null ? null : String(change.file));
    if (change.beside !== undefined) write("beside", change.beside === null ? null : String(change.beside));
    if (change.view !== undefined) write("view", change.view === "content" ? null : change.view);
    const text = query.toString();
    window.history.replaceState(null, "", text === "" ? window.location.pathname : `?${text}`);
  }, []);
  return [position, set];
}
