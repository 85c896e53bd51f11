import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changes, shellOf } from "../../e2e/support/dossier/changes.ts";
import { toFolder, toZip, verifyZip } from "../../e2e/support/dossier/containers.ts";
import type { MadeDossier } from "../../e2e/support/dossier/make-dossier.ts";
import { runVerifyScript, type Shell, shells } from "../../e2e/support/dossier/run-shell.ts";
import { createWorld, type World } from "../../e2e/support/dossier/world.ts";

/** DOSSIER.md section 10, row by row: the code of verify.html in this process, and verify.sh in both shells. */

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.end());

/** Both shells run every row in the full test; else each row runs in one of them, because a run takes a second. */
const isFull = process.env.FULL === "1";

async function runShell(shell: Shell, dossier: MadeDossier, keys: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "evidence-desk-dossier-"));
  try {
    return await runVerifyScript(shell, toFolder(dossier, folder), keys);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const givenKeys = ({ whole, key }: World) => ({ logKey: whole.verifierKey, tokenKey: key.thumbprint });

const names = Object.keys(shells) as Shell[];

describe("a changed dossier", () => {
  it.each(changes.map((change) => [change.row, change] as const))(
    "row %s is found in the page's code",
    async (_, change) => {
      const changed = await change.change(world.whole, world);
      const { outcome, checks } = await verifyZip(await toZip(changed), givenKeys(world));
      expect(checks.filter(({ outcome }) => outcome !== "pass")).toContainEqual(
        expect.objectContaining({ check: change.check, code: change.code }),
      );
      expect(outcome).toBe(change.outcome);
    },
  );

  it.concurrent.each(
    names.flatMap((name, shell) =>
      changes
        .filter((change, at) => shellOf(change) !== null && (isFull || at % 2 === shell))
        .map((change) => [name, change.row, change] as const),
    ),
  )("in %s, row %s is found by verify.sh", async (program, _, change) => {
    const expected = shellOf(change);
    const changed = await change.change(world.whole, world);
    const { logKey, tokenKey } = givenKeys(world);
    const { status, stdout, stderr } = await runShell(program, changed, [logKey, tokenKey]);
    expect(stderr).toBe("");
    const lines = stdout.split("\n").map((line) => line.split(/ +/));
    expect(lines.map(([check, , code]) => `${check} ${code}`)).toContain(`${expected?.check} ${expected?.code}`);
    expect(status).toBe(expected?.exit);
  });

  it("row 14 without a given key is unchanged, and never green", async () => {
    const row = changes.find((change) => change.row === "14");
    const forged = await row?.change(world.whole, world);
    const { outcome } = await verifyZip(await toZip(forged as MadeDossier));
    expect(outcome).toBe("intact_keys_not_compared");
  });
});

describe("an untouched dossier", () => {
  const kinds = ["whole", "second", "full", "bare"] as const;

  it.each(kinds)("%s is unchanged in the page's code", async (kind) => {
    const { outcome, token, checks } = await verifyZip(await toZip(world[kind]), givenKeys(world));
    expect(checks.filter(({ outcome }) => outcome === "fail" || outcome === "warn")).toEqual([]);
    expect({ outcome, token }).toEqual({ outcome: "intact", token: "valid" });
  });

  it.concurrent.each(names.flatMap((name) => kinds.map((kind) => [name, kind] as const)))(
    "in %s, %s is unchanged for verify.sh",
    async (program, kind) => {
      const { logKey, tokenKey } = givenKeys(world);
      const { status, stdout, stderr } = await runShell(program, world[kind], [logKey, tokenKey]);
      expect(stderr).toBe("");
      expect(stdout).toContain("\nDossier: Unchanged\nToken:   Token signature valid\n");
      expect(status).toBe(0);
    },
  );
});
