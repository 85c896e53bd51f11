import { describe, expect, it, vi } from "vitest";
import { collectPageCommands } from "./page-commands.ts";

/** A stand-in for an element: the parts that are read. The palette itself is tested in Chromium. */
const element = (
  data: Record<string, string>,
  text: string,
  { visible = true, disabled = false, label = "" } = {},
) => ({
  dataset: data,
  innerText: text,
  checkVisibility: () => visible,
  matches: () => disabled,
  getAttribute: () => label || null,
  click: vi.fn(),
});

const page = (...elements: ReturnType<typeof element>[]) =>
  ({ querySelectorAll: () => elements }) as unknown as ParentNode;

describe("page commands", () => {
  it("names tabs and actions by their label, their given name or their text, in the page's order", () => {
    const commands = collectPageCommands(
      page(
        element({ shortcut: "tab" }, "Record\n1 differs"),
        element({ command: "" }, "Check everything"),
        element({ command: "Print" }, "…"),
        element({ command: "" }, "x", { label: "Copy evidence ID" }),
      ),
    );
    expect(commands.map(({ group, label }) => [group, label])).toEqual([
      ["tabs", "Record 1 differs"],
      ["actions", "Check everything"],
      ["actions", "Print"],
      ["actions", "Copy evidence ID"],
    ]);
    expect(new Set(commands.map(({ id }) => id)).size).toBe(4);
  });

  it("offers nothing that is hidden or disabled, and presses what was chosen", () => {
    const shown = element({ command: "" }, "Copy answer");
    const commands = collectPageCommands(
      page(element({ command: "" }, "a", { visible: false }), element({ command: "" }, "b", { disabled: true }), shown),
    );
    expect(commands.map(({ label }) => label)).toEqual(["Copy answer"]);
    commands[0]?.run();
    expect(shown.click).toHaveBeenCalledOnce();
  });
});
