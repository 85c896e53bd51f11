import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "playwright/test";

/**
 * Fails where axe finds something serious or critical on the page as it stands. What does not depend on colours is
 * looked for in light alone: in dark it would be found twice.
 */
export async function expectNothingSerious(page: Page, colorScheme: "light" | "dark" = "light"): Promise<void> {
  // Our pages have no frames of other origins, for which axe would open a page of its own each time.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (colorScheme === "dark") axe.withRules(["color-contrast", "link-in-text-block"]);
  const { violations } = await axe.analyze();
  const serious = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`);
  expect(serious).toEqual([]);
}

/** The same in light and then in dark, on the page as it stands; leaves it light. */
export async function expectNothingSeriousInBothThemes(page: Page): Promise<void> {
  await expectNothingSerious(page, "light");
  await turn(page, "dark");
  await expectNothingSerious(page, "dark");
  await turn(page, "light");
}

/** Changes the theme, and brings every colour to the end of its way: in a closed part of the page none would ever arrive. */
async function turn(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  const finish = () => {
    const underWay = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    for (const transition of underWay) transition.finish();
    return underWay.length;
  };
  await expect.poll(() => page.evaluate(finish)).toBe(0);
}
