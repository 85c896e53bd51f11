import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "playwright/test";

/**
 * Fails on serious or critical axe findings. Rules that do not depend on colours run in light only, because dark would
 * report them twice.
 */
export async function expectNothingSerious(page: Page, colorScheme: "light" | "dark" = "light"): Promise<void> {
  // Skips the extra page that axe opens for cross-origin frames, which these pages do not have.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (colorScheme === "dark") axe.withRules(["color-contrast", "link-in-text-block"]);
  const { violations } = await axe.analyze();
  const serious = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
  expect(serious).toEqual([]);
}

export async function expectNothingSeriousInBothThemes(page: Page): Promise<void> {
  await expectNothingSerious(page, "light");
  await turn(page, "dark");
  await expectNothingSerious(page, "dark");
  await turn(page, "light");
}

/** Changes the theme and finishes colour transitions, which do not run in collapsed content. */
async function turn(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  const finish = () => {
    const underWay = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    for (const transition of underWay) transition.finish();
    return underWay.length;
  };
  await expect.poll(() => page.evaluate(finish)).toBe(0);
}
