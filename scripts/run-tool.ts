import { fileURLToPath } from "node:url";
import { SettingsError } from "#lib/env";
import { prepareEnvironment } from "../server/prepare-environment.ts";

/** A negative result of a tool: printed to standard error, exit code 1. */
export class ToolError extends Error {}

/**
 * Prints the sentence that `work` returns. Exit code 1: negative result; 2: the tool could not do its work.
 * @param needsSettings false for work that third parties do, without settings and without a data folder
 */
export async function runTool(work: () => Promise<string>, needsSettings = true): Promise<void> {
  try {
    if (needsSettings) prepareEnvironment(fileURLToPath(new URL("..", import.meta.url)));
    console.log(await work());
  } catch (error) {
    const known = error instanceof SettingsError || error instanceof ToolError || error instanceof Error;
    console.error(known ? error.message : String(error));
    process.exitCode = error instanceof ToolError ? 1 : 2;
  }
}
