/** `npm run bench [name …]`: builds if sources changed, runs the measurements, prints one table; never fails on a missed target. */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { build, isBuilt } from "../scripts/build.mjs";

await import("../scripts/typescript.mjs");
const { calibrate } = await import("./calibration.ts");
const { formatTable } = await import("./rows.ts");

const wanted = process.argv.slice(2);
const folder = new URL("./", import.meta.url);
const benches = [];
for (const file of readdirSync(folder).sort()) {
  if (!file.endsWith(".bench.ts")) continue;
  const { name, run } = await import(new URL(file, folder).href);
  if (wanted.length === 0 || wanted.includes(name)) benches.push({ name, run });
}
if (benches.length === 0) {
  console.error("Unknown measurement name.");
  process.exit(1);
}
if (!isBuilt() && !(await build())) process.exit(1);

const calibration = calibrate();
console.log(calibration);
const rows = [];
for (const { name, run } of benches) {
  console.log(`\n=== ${name}`);
  try {
    const measured = (await run()).rows;
    rows.push(...measured);
    console.log(formatTable(measured));
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
}
if (benches.length > 1) console.log(`\n=== All\n${formatTable(rows)}`);
mkdirSync(new URL("out/", folder), { recursive: true });
writeFileSync(new URL("out/latest.json", folder), `${JSON.stringify({ calibration, rows }, null, 2)}\n`);
process.exit();
