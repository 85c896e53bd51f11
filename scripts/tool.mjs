/** `node scripts/tool.mjs NAME …`: installs missing packages, then runs that packaged program. */
import { ensureInstalled } from "./install.mjs";
import { runToEnd } from "./run-to-end.mjs";

ensureInstalled();
const [name, ...rest] = process.argv.slice(2);
await runToEnd(name, rest);
