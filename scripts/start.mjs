/**
 * `npm start`: installs what is missing, then checks the settings, builds when sources are newer, and serves.
 * The script in package.json begins with `exec`: without it a SIGTERM to npm ends the shell between us, and not us.
 */
import { ensureInstalled, findNode } from "./install.mjs";
import { runToEnd } from "./run-to-end.mjs";
import { serveFlags } from "./serve-flags.mjs";

ensureInstalled();
const rest = [...serveFlags, "scripts/serve.mjs", "--build"];
await runToEnd(findNode(), rest, { environment: { EVIDENCE_DESK_PLAIN: "1" }, ipc: true });
