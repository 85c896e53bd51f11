/** A command of the palette: something that the page offers now. */
export type PageCommand = { id: string; label: string; group: "tabs" | "actions"; run(): void };

const offered = "[data-shortcut=tab], [data-command]";

const isUsable = (element: HTMLElement) =>
  element.checkVisibility() && !element.matches(":disabled, [aria-disabled=true]");

/** Names an element as assistive technology does: by its label, else by the text that is shown. */
function labelOf(element: HTMLElement): string {
  const label = element.getAttribute("aria-label") ?? element.dataset.command ?? "";
  return (label || element.innerText).replace(/\s+/gu, " ").trim();
}

/**
 * Collects the tabs and the actions that stand on the page, in its order. An element offers itself with `data-command`,
 * whose value is its name, or empty if its text is the name. What is hidden or disabled is left out.
 */
export function collectPageCommands(page: ParentNode): PageCommand[] {
  const elements = [...page.querySelectorAll<HTMLElement>(offered)].filter(isUsable);
  return elements.map((element, index) => ({
    id: `page-${index}`,
    label: labelOf(element),
    group: element.dataset.shortcut === "tab" ? "tabs" : "actions",
    run: () => element.click(),
  }));
}
