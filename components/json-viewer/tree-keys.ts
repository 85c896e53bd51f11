import type { JsonRow } from "#lib/json-viewer/row";

/** Keyboard commands of a tree (ARIA Authoring Practices, tree view). */
export type TreeCommand =
  | { do: "move"; by: number }
  | { do: "first" }
  | { do: "last" }
  | { do: "open" }
  | { do: "close" }
  | { do: "parent" }
  | { do: "toggle" }
  | { do: "show" }
  | { do: "openSiblings" }
  | { do: "copy" }
  | { do: "type"; text: string };

export type Key = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean };

/** Maps a key press on the current row to a command, or null. `page` is the number of rows per screen. */
export function commandOf(event: Key, row: JsonRow | undefined, page: number): TreeCommand | null {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "c") return { do: "copy" };
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  switch (event.key) {
    case "ArrowDown":
      return { do: "move", by: 1 };
    case "ArrowUp":
      return { do: "move", by: -1 };
    case "PageDown":
      return { do: "move", by: page };
    case "PageUp":
      return { do: "move", by: -page };
    case "Home":
      return { do: "first" };
    case "End":
      return { do: "last" };
    case "ArrowRight":
      return row?.open === false ? { do: "open" } : row?.open ? { do: "move", by: 1 } : null;
    case "ArrowLeft":
      return row?.open ? { do: "close" } : { do: "parent" };
    case "Enter":
    case " ":
      return row?.open == null ? { do: "show" } : { do: "toggle" };
    case "*":
      return { do: "openSiblings" };
    default:
      return [...event.key].length === 1 ? { do: "type", text: event.key } : null;
  }
}
