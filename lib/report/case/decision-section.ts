import { isShown } from "#lib/decision/find-shown";
import type { DecisionList, ShownDecision } from "#lib/decision/schema";
import type { Facts, Section } from "../model.ts";
import { code, plain, quoted, section } from "../spans.ts";
import type { Texts } from "../texts.ts";
import type { CaseReportInput } from "./input.ts";

/** The words of a reason: a configured label, the words of a built-in one, or the code of a setting that has changed. */
function wordsOf({ outcome, reason }: ShownDecision, { mine }: DecisionList, { t }: Texts): string {
  const label = mine?.reasons[outcome].find((one) => one.code === reason)?.label;
  return label ?? (t.has(`decision.reason.${reason}`) ? t(`decision.reason.${reason}`) : reason);
}

/**
 * What persons decided, as far as the reader may know it: a decision that is blind to them is printed without its outcome. A masked
 * report has no notes.
 */
export function decisionSection({ decisions, choices }: CaseReportInput, texts: Texts): Section {
  const { t } = texts;
  if (decisions === null)
    return section("decision", t("decision.title"), [{ kind: "text", spans: [plain(t("report.notKnown"))] }]);
  const items: Facts["items"] = decisions.decisions.map((decision) => {
    if (!isShown(decision)) {
      const text = `${t("decision.hidden", { person: quoted(decision.person, 80).text })}, ${texts.time(decision.at)}`;
      return { name: t("decision.review.first"), value: [plain(text)] };
    }
    const { outcome, person, at, note, sha256, logEntry, review } = decision;
    const text = [
      t("decision.recorded", { outcome: t(`decision.outcome.${outcome}`), person: quoted(person, 80).text }),
      wordsOf(decision, decisions, texts),
      texts.time(at),
      t("decision.logEntry", { entry: logEntry }),
    ].join(", ");
    const noted = note && choices.personal === "shown" ? [plain(" “"), quoted(note, 1_000), plain("”")] : [];
    return { name: t(`decision.review.${review}`), value: [plain(text), ...noted, plain(" "), code(sha256)] };
  });
  // The state stands in the heading, so that an undecided case takes one line.
  return section(
    "decision",
    t("report.decision", { state: t(`decision.state.${decisions.state}`) }),
    items.length === 0 ? [] : [{ kind: "facts", columns: 1, items }],
  );
}
