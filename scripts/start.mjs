/** `npm start`: installs what is missing, then checks the settings, builds when sources are newer, and serves. */
import { ensureInstalled, findNode } from "./install.mjs";
import { runToEnd } from "./run-to-end.mjs";

ensureInstalled();
await runToEnd(findNode(), ["scripts/serve.mjs", "--build"], { environment: { EVIDENCE_DESK_PLAIN: "1" }, ipc: true });
