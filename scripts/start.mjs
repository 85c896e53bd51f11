/**
 * `npm start`: installs missing packages, checks the settings, builds when sources are newer, and serves.
 * The script in package.json starts with `exec`, so that a SIGTERM to npm reaches this process and not the shell between.
 */
import { ensureInstalled, findNode } from "./install.mjs";
import { runToEnd } from "./run-to-end.mjs";
import { serveFlags } from "./serve-flags.mjs";

ensureInstalled();
const rest = [...serveFlags, "scripts/serve.mjs", "--build"];
await runToEnd(findNode(), rest, { environment: { EVIDENCE_DESK_PLAIN: "1" }, ipc: true });
