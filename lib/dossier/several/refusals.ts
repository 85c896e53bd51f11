import { ProblemError } from "#lib/problem";
import type { AnswerRefusal, UseRefusal } from "./rules.ts";

const details: Record<AnswerRefusal | UseRefusal, string> = {
  same_person: "You, or another account of yours, asked for these dossiers. Another person must confirm or refuse.",
  not_yours: "Another person asked for these dossiers. Only they can withdraw the request or create them.",
  answered: "This request was answered already. Reload the page to see the answer.",
  expired: "This request, or its confirmation, is older than 24 hours. Ask for confirmation again.",
  other_content: "What you saw isn't what the request says. Reload the page, then answer again.",
  not_confirmed: "No second person has confirmed these dossiers. Wait for the confirmation, or ask another reviewer.",
  not_in_batch: "The confirmed request doesn't have this evidence. Ask for confirmation again.",
  other_options:
    "The confirmed request has another access history, recipient, legal basis or selection. Ask for confirmation again.",
  made_already: "A dossier of this evidence was recorded under this confirmation already. Ask for confirmation again.",
};

/** Nothing was recorded or changed. */
export const refusedBecause = (refusal: AnswerRefusal | UseRefusal) =>
  new ProblemError("dossier_not_confirmed", `${details[refusal]} Nothing was recorded.`);
