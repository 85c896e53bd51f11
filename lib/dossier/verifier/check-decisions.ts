import { toHex } from "#lib/bytes/hex";
import { safeParse } from "#lib/runtime/zod";
import { recordedDecisionsSchema } from "../schema.ts";
import { isAssertionGood } from "./check-assertion.ts";
import type { Context } from "./context.ts";
import { isOpened, parseContent } from "./entry.ts";
import { fail, info, notChecked, pass } from "./finding.ts";
import type { Finding } from "./model.ts";

const path = "data/decisions.json";

function readCanonical(text: string): { id?: unknown; srId?: unknown; evidenceId?: unknown } {
  try {
    return (JSON.parse(text) ?? {}) as { id?: unknown };
  } catch {
    return {};
  }
}

/** Each decision equals a `decision` entry of the custody, and its assertion is good. */
export async function checkDecisions({ files, custody, sha256, dossier }: Context): Promise<Finding[]> {
  if (!files.has(path)) return [notChecked("decisions", "decisions_absent")];
  const parsed = safeParse(recordedDecisionsSchema, await files.json(path));
  if (!parsed.success) return [fail("decisions", "decision_not_recorded", { path, detail: "The file is malformed." })];
  const recorded = new Map<string, { index: number; sha256: unknown }>();
  let closed = 0;
  for (const line of custody ?? [])
    if (line?.event === "decision") {
      const content = isOpened(sha256, line) ? parseContent(line.content) : null;
      if (content === null) closed += 1;
      else recorded.set(String(content.detail.decisionId), { index: line.index, sha256: content.detail.sha256 });
    }
  const found: Finding[] = [];
  for (const decision of parsed.data.decisions) {
    const { id, srId, evidenceId } = readCanonical(decision.canonical);
    const detail = String(id ?? decision.logEntry);
    const own = toHex(sha256(new TextEncoder().encode(decision.canonical)));
    const entry = recorded.get(String(id));
    const isOfDossier = dossier === null || (srId === dossier.srId && evidenceId === dossier.evidenceId);
    const isRecorded =
      entry?.sha256 === own && own === decision.sha256 && isOfDossier && entry.index + 1 === decision.logEntry;
    if (!isRecorded) found.push(fail("decisions", "decision_not_recorded", { path, detail }));
    if (decision.assertion === null) continue;
    const isGood = await isAssertionGood(decision.assertion, own);
    if (isGood === false) found.push(fail("decisions", "assertion_wrong", { path, detail }));
    if (isGood === null) found.push(info("decisions", "assertion_not_checked", { path, detail }));
  }
  const given = new Set(parsed.data.decisions.map(({ canonical }) => String(readCanonical(canonical).id)));
  const withheld = closed + [...recorded.keys()].filter((id) => !given.has(id)).length;
  if (withheld > 0) found.push(info("decisions", "decision_withheld", { path, detail: String(withheld) }));
  return found.some(({ outcome }) => outcome === "fail")
    ? found
    : [pass("decisions", String(parsed.data.decisions.length)), ...found];
}
