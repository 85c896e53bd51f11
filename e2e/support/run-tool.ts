import { spawnSync } from "node:child_process";

export type ToolResult = { status: number | null; output: string };

/** Runs one command line tool as `npm run` does, with these settings and no others. */
export function runTool(settings: Record<string, string>, name: string, ...options: string[]): ToolResult {
  const program = ["--import", "./scripts/typescript.mjs", `scripts/${name}.ts`, ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, {
    encoding: "utf8",
    env: { PATH: process.env.PATH, ...settings } as unknown as NodeJS.ProcessEnv,
  });
  return { status, output: `${stdout}${stderr}` };
}
