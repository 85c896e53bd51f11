import { splitVisible } from "#lib/i18n/escape-invisible";
import type { Message } from "#lib/i18n/message";
import { namesTime } from "#lib/status/other-times";
import type { IdentificationState } from "#lib/status/schema";
import { bodyFinding } from "./body-finding.ts";
import type { CaseState, Finding } from "./model.ts";

/** Green for completed only, grey for unknown words. */
const toneOfState: Record<IdentificationState, Finding["tone"]> = {
  completed: "proven",
  failed: "contradicted",
  expired: "unsure",
  in_review: "unsure",
  not_started: "silent",
  started: "silent",
  unknown: "silent",
};

const maxWord = 40;

type Response = NonNullable<CaseState["status"]["response"]>;

function labelOf({ unreadable, state, status }: Response): Message {
  if (unreadable) return { key: `status.unreadable.${unreadable}` };
  if (state !== "unknown") return { key: `status.states.${state}` };
  const word = splitVisible(status ?? "", maxWord)
    .parts.map((part) => part.text)
    .join("");
  return { key: "status.states.unknown", values: { word } };
}

function detailOf(response: Response): Message | null {
  const { state, stateSource } = response;
  if (stateSource === "setting") return { key: "status.readBySetting", values: { state } };
  if (state !== "completed") return null;
  return { key: namesTime(response, "reviewedAt") ? "status.reviewedByHand" : "status.noReviewNamed" };
}

export function identificationFinding({ response, body, problem }: CaseState["status"]): Finding {
  if (response)
    return (
      bodyFinding("status", body) ?? {
        tone: toneOfState[response.state],
        label: labelOf(response),
        detail: detailOf(response),
      }
    );
  if (problem === null) return { tone: "silent", label: { key: "status.asking" }, detail: null };
  return {
    tone: "silent",
    label: { key: `problem.codes.${problem}.title` },
    detail: { key: "status.couldNotRead" },
  };
}
