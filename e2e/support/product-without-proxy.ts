import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export function copyWithoutProxy(): string {
  const root = mkdtempSync(join(tmpdir(), "evidence-desk-no-proxy-"));
  for (const name of ["scripts", "lib", "server", "sandbox", ".next", "package.json", "next.config.mjs"])
    cpSync(name, join(root, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => path !== ".next/cache",
    });
  for (const name of ["node_modules", "public"]) symlinkSync(join(process.cwd(), name), join(root, name));
  const manifest = join(root, ".next/server/functions-config-manifest.json");
  const { functions, ...rest } = JSON.parse(readFileSync(manifest, "utf8")) as { functions: Record<string, unknown> };
  if (!("/_middleware" in functions)) throw new Error("The build has no proxy to take out.");
  delete functions["/_middleware"];
  writeFileSync(manifest, JSON.stringify({ ...rest, functions }));
  return root;
}
