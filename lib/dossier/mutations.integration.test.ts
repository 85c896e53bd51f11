import { afterAll, beforeAll, expect, it } from "vitest";
import { toZip, verifyZip } from "../../e2e/support/dossier/containers.ts";
import { createWorld, type World } from "../../e2e/support/dossier/world.ts";

/** Random single mutations of a file's bytes: each is named. The full test makes 500, and verifies 1,000 untouched ones. */
const isFull = process.env.FULL === "1";
const counts = isFull ? { mutations: 500, untouched: 1000 } : { mutations: 120, untouched: 40 };

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.end());

/** Numbers from 0 up to `below`, the same in each run (Numerical Recipes, 32 bits). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const given = () => ({ logKey: world.whole.verifierKey, tokenKey: world.key.thumbprint });

type Mutation = (bytes: Buffer, random: (below: number) => number) => Buffer;
const mutations: Mutation[] = [
  (bytes, random) => {
    const at = random(bytes.length);
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ (1 << random(8));
    return changed;
  },
  (bytes, random) => bytes.subarray(0, random(bytes.length)),
  (bytes, random) => {
    const at = random(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), Buffer.of(random(256)), bytes.subarray(at)]);
  },
  (bytes, random) => {
    const at = random(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(40))]);
  },
];

it(`names each of ${counts.mutations} random single mutations`, { timeout: 900_000 }, async () => {
  const random = createRandom(20_261_128);
  const paths = [...world.whole.files.keys()];
  const missed: string[] = [];
  for (let count = 0; count < counts.mutations; count += 1) {
    const path = paths[random(paths.length)] ?? "";
    const old = world.whole.files.get(path) ?? Buffer.alloc(0);
    const mutation = random(mutations.length);
    const changed = (mutations[mutation] as Mutation)(old, random);
    if (changed.equals(old)) continue;
    const files = new Map(world.whole.files).set(path, changed);
    const { outcome, checks } = await verifyZip(await toZip({ ...world.whole, files }), given());
    const isNamed = checks.some((check) => ["fail", "warn"].includes(check.outcome));
    if (!isNamed || outcome.startsWith("intact_keys") || outcome === "intact")
      missed.push(`${path}, ${mutation}: ${outcome}`);
  }
  expect(missed).toEqual([]);
});

it(`raises no alarm over ${counts.untouched} untouched dossiers`, { timeout: 900_000 }, async () => {
  const zips = await Promise.all([world.whole, world.second, world.full, world.bare].map(toZip));
  for (let count = 0; count < counts.untouched; count += 1) {
    const { outcome } = await verifyZip(zips[count % zips.length] as Blob, given());
    expect(outcome).toBe("intact");
  }
});
