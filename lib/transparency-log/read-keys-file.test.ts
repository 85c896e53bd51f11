import { afterEach, beforeEach, expect, it } from "vitest";
import { openTestLog, type TestLog } from "../../e2e/support/audit-log.ts";
import { appendGroups, newKey, oldKey, withKeys } from "../../e2e/support/tree-log.ts";
import { deriveAuditKey, signingKeyOf } from "./log-keys.ts";
import { formatLogContent, noSearch } from "./plan-commit.ts";
import { readKeysFile, readVerifierKey } from "./read-keys-file.ts";

let log: TestLog;
beforeEach(async () => {
  log = await openTestLog();
});
afterEach(() => log.end());

const vkeyOf = (secret: string, origin: string) => signingKeyOf(deriveAuditKey(secret), origin).verifierKey.text;

it("publishes the key that signed the newest checkpoint, also after a rotation, and never one that only the database names", async () => {
  const { main } = log.database;
  expect(await readVerifierKey(main, log.target.keys)).toBeNull();
  const { origin } = await appendGroups(withKeys(log.target, oldKey), [3]);
  const { keys } = withKeys(log.target, newKey, oldKey);
  expect(await readVerifierKey(main, keys)).toBe(vkeyOf(oldKey, origin));
  const state = await appendGroups(withKeys(log.target, newKey, oldKey), [2]);
  expect(await readVerifierKey(main, keys)).toBe(vkeyOf(newKey, origin));
  expect((await readKeysFile(main, keys))?.keys.map(({ vkey }) => vkey)).toEqual(
    [oldKey, newKey].map((secret) => vkeyOf(secret, origin)),
  );

  const foreign = vkeyOf("an-unknown-secret-0123456789-abcdefgh", origin);
  const content = formatLogContent({ from: vkeyOf(newKey, origin), to: foreign });
  const leaf = { index: state.tree.size, v: 2, at: 1, event: "key_rotation", commitment: "ab".repeat(32) };
  await main
    .insertInto("log_entries")
    .values({ log: 1, ...leaf, salt: "", content, ...noSearch })
    .execute();
  expect(await readVerifierKey(main, keys)).toBe(vkeyOf(newKey, origin));
  expect((await readKeysFile(main, keys))?.keys).toHaveLength(2);
  // The row of the real rotation, changed: what it names is not published either.
  await main
    .updateTable("log_entries")
    .set({ content })
    .where("event", "=", "key_rotation")
    .where("index", "<", state.tree.size)
    .execute();
  expect(await readVerifierKey(main, keys)).toBe(vkeyOf(newKey, origin));
  expect(await readVerifierKey(main, withKeys(log.target, oldKey).keys)).toBeNull();
});
