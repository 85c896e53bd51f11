import { checkNames, type Finding, type Outcome, type Result, type TokenOutcome } from "../model.ts";
import { create, visible } from "./elements.ts";
import { type Messages, textOf } from "./messages.ts";

type Colour = "green" | "amber" | "red" | "grey";

const outcomeColours: Record<Outcome, Colour> = {
  intact: "green",
  intact_keys_not_compared: "amber",
  intact_with_remarks: "amber",
  incomplete: "amber",
  other_key: "red",
  changed: "red",
  unreadable: "red",
};
const isRedToken = (token: TokenOutcome) => token === "invalid" || token === "undecodable";
const tokenColour = (token: TokenOutcome): Colour => {
  if (token === "valid") return "green";
  return isRedToken(token) ? "red" : "amber";
};

const ranks: Colour[] = ["grey", "green", "amber", "red"];
const worse = (a: Colour, b: Colour): Colour => (ranks.indexOf(a) > ranks.indexOf(b) ? a : b);

/** From the worst to the best, for the row of a check. */
const states = ["fail", "warn", "not_checked", "info", "pass"] as const;

function describe(finding: Finding, messages: Messages): Node[] {
  const { code, path, detail } = finding;
  const words = [code && textOf(messages.codes, code), path && visible(path), detail && visible(detail)];
  const text = words.filter((word) => word).join(" · ");
  return text === "" ? [] : [create("p", { text, attributes: code ? { "data-code": code } : {} })];
}

function createTable({ checks }: Result, messages: Messages): HTMLElement {
  const { ui } = messages;
  const rows = checkNames.flatMap((name) => {
    const own = checks.filter(({ check }) => check === name);
    const state = states.find((one) => own.some(({ outcome }) => outcome === one));
    if (state === undefined) return [];
    // A passed check has nothing to say beside a note or a remark.
    const shown =
      own.filter(({ outcome }) => outcome === "fail").length > 0
        ? own.filter(({ outcome }) => outcome !== "pass")
        : own;
    const cells = [
      create("th", { text: messages.checks[name], attributes: { scope: "row" } }),
      create("td", { text: messages.states[state], attributes: { class: `state ${state}` } }),
      create("td", {}, ...shown.flatMap((finding) => describe(finding, messages))),
    ];
    return [create("tr", { attributes: { "data-check": name, "data-outcome": state } }, ...cells)];
  });
  const heads = [ui.check, ui.outcome, ui.finding].map((text) => create("th", { text, attributes: { scope: "col" } }));
  return create(
    "table",
    { attributes: { "aria-label": ui.checks } },
    create("thead", {}, create("tr", {}, ...heads)),
    create("tbody", {}, ...rows),
  );
}

function createStatus(name: string, colour: Colour, text: string): HTMLElement {
  return create(
    "div",
    { attributes: { class: "card" } },
    create("h3", { text: name }),
    create("p", { text, attributes: { role: "status", "aria-label": name, class: `word ${colour}` } }),
  );
}

/** What the dossier is about; all of it is text from the dossier. */
export type About = { srId: string; evidenceId: string; madeAt: string; number: string };

function createAbout(about: About, { ui }: Messages): HTMLElement {
  const text = Object.entries(about).reduce(
    (all, [name, value]) => all.replace(`{${name}}`, () => visible(value)),
    ui.what,
  );
  return create("p", { text });
}

/** Replaces the content of `place` with the result, and writes it as JSON to `script#result`. */
export function showResult(place: HTMLElement, result: Result, about: About | null, messages: Messages): void {
  const { outcome, token, checks } = result;
  const { ui, outcomes, tokens } = messages;
  const isRead = outcome !== "unreadable";
  const colours = isRead ? worse(outcomeColours[outcome], tokenColour(token)) : outcomeColours[outcome];
  const headline = isRead ? `${outcomes[outcome]} · ${ui.token}: ${tokens[token]}` : outcomes[outcome];
  place.replaceChildren(
    create("h2", { text: headline, attributes: { role: "status", "aria-label": ui.result, class: `word ${colours}` } }),
    ...(about ? [createAbout(about, messages)] : []),
    create(
      "div",
      { attributes: { class: "cards" } },
      createStatus(ui.dossier, outcomeColours[outcome], outcomes[outcome]),
      ...(isRead ? [createStatus(ui.token, tokenColour(token), tokens[token])] : []),
    ),
    createTable(result, messages),
    create("p", { text: ui.limits, attributes: { class: "limits" } }),
  );
  const script = document.getElementById("result");
  if (script) script.textContent = JSON.stringify({ outcome, checks }).replaceAll("<", "\\u003c");
}
