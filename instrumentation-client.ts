import { installScriptPolicy } from "#lib/runtime/trusted-scripts";

// Next runs this file before it hydrates a page, hence before any script or worker is added.
installScriptPolicy();
