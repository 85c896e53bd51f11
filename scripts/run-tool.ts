import { fileURLToPath } from "node:url";
import { SettingsError } from "#lib/env";
import { prepareEnvironment } from "../server/prepare-environment.ts";

/** A tool that ended as it should, but with bad news: printed to standard error, exit code 1. */
export class ToolError extends Error {}

/**
 * Runs a command line tool with the product's own settings (`.env`, demo secrets). Prints the sentence that it returns.
 * A failure is one sentence on standard error and exit code 1, or 2 when the tool could not do its work.
 */
export async function runTool(work: () => Promise<string>): Promise<void> {
  try {
    prepareEnvironment(fileURLToPath(new URL("..", import.meta.url)));
    console.log(await work());
  } catch (error) {
    const known = error instanceof SettingsError || error instanceof ToolError || error instanceof Error;
    console.error(known ? error.message : String(error));
    process.exitCode = error instanceof ToolError ? 1 : 2;
  }
}
