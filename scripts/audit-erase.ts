/**
 * `npm run audit:erase -- (--person SUBJECT | --entries RANGES) --before DATE --reason TEXT [--dry-run]`: removes the content of entries older
 * than DATE (at least one year ago). Their time, event and place in the log stay, and so do all proofs. With a person, their settings, saved views, openings and passkeys are deleted too. RANGES are indexes, number − 1:
 * 0-511,514. Entries on hold and structural entries stay. Stop the product first if it uses the embedded database.
 */
import { parseArgs } from "node:util";
import { planErasure } from "#lib/audit/erase-entries";
import { forgetPasskeys } from "#lib/passkey/store";
import { forgetPerson } from "#lib/saved-views/store";
import { beyondReach, describePlan, readDate, withOwnerLog } from "./owner-log.ts";
import { runTool } from "./run-tool.ts";

await runTool(async () => {
  const text = { type: "string" } as const;
  const options = { person: text, entries: text, before: text, reason: text, "dry-run": { type: "boolean" } } as const;
  const { values } = parseArgs({ options });
  const { person = null, entries = null, reason = "" } = values;
  const before = readDate("before", values.before);
  return withOwnerLog(async (act) => {
    const plan = await planErasure(act, { person, entries, before, reason });
    console.log(describePlan("erase", plan));
    if (values["dry-run"]) return "Nothing was erased.";
    const number = plan.indexes.length === 0 ? null : await plan.commit();
    // Settings, saved views and the view "Mine" prove no access, so no period keeps them.
    if (person !== null) {
      await forgetPerson(act.context.log, person);
      await forgetPasskeys(act.context.log, person);
    }
    const settings = person === null ? "" : " The person's settings, saved views, openings and passkeys were deleted.";
    if (number === null) return `Nothing was erased from the log.${settings}`;
    return `Erased the content of ${plan.indexes.length} entries; entry ${number} of the log says so.${settings} ${beyondReach}`;
  });
});
