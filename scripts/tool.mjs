/** `node scripts/tool.mjs NAME …`: installs what is missing, then runs that program of the packages. */
import { ensureInstalled } from "./install.mjs";
import { runToEnd } from "./run-to-end.mjs";

ensureInstalled();
const [name, ...rest] = process.argv.slice(2);
await runToEnd(name, rest);
