import type { JsonRow } from "#lib/json-viewer/row";
import type { JsonSession } from "#lib/json-viewer/session";
import { commandOf, type Key } from "./tree-keys.ts";

export type KeyContext = {
  page: number;
  typed: { text: string; fresh: boolean } | null;
  onShow: (row: JsonRow) => void;
};

/** Runs key commands one after another, because keys arrive faster than the worker responds. */
export async function runTreeCommand(session: JsonSession, key: Key, context: KeyContext): Promise<void> {
  const { active, rowCount } = session.view();
  const { rows } = await session.client.call("rows", { from: active.row, count: 1 });
  const [row] = rows;
  const command = commandOf(key, row, context.page);
  if (!row || !command) return;
  const { node } = row;
  switch (command.do) {
    case "move":
      return session.selectRow(active.row + command.by);
    case "first":
      return session.selectRow(0);
    case "last":
      return session.selectRow(rowCount - 1);
    case "open":
    case "close":
      return session.toggle(node, command.do === "open");
    case "toggle":
      return session.toggle(node, !row.open);
    case "parent":
      return session.goToParent();
    case "openSiblings":
      return session.openSiblings(node);
    case "show":
      return context.onShow(row);
    case "copy": {
      const { text } = await session.client.call("copy", { node, what: "sent" });
      return navigator.clipboard.writeText(text);
    }
    case "type":
      if (context.typed) await session.typeAhead(context.typed.text, active.row - (context.typed.fresh ? 0 : 1));
  }
}
