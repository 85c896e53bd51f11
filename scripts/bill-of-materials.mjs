/** Writes what an image needs beside the build: licence notices, and the software bill of materials (CycloneDX). */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, toolEnvironment } from "./install.mjs";
import { formatNotices, listRuntimePackages } from "./licences.mjs";

export const noticesFile = join(root, ".next", "THIRD-PARTY-NOTICES.md");
export const billFile = join(root, ".next", "sbom.cdx.json");

/** npm names a component after its folder, which differs for a replaced package and for the project. */
function nameByPackage(component) {
  const [, name] = /^pkg:npm\/(.+)@[^@]*$/.exec(component.purl ?? "") ?? [];
  return name === undefined ? component : { ...component, name: decodeURIComponent(name) };
}

/**
 * Keeps the production tree. `npm sbom --omit=dev` (npm 11) also leaves out packages that a development package needs too.
 * @returns the JSON text, or null if this npm has no such command
 */
function readBill() {
  const { status, stdout } = spawnSync("npm", ["sbom", "--sbom-format=cyclonedx"], {
    cwd: root,
    env: toolEnvironment(),
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "ignore"],
    shell: process.platform === "win32",
  });
  if (status !== 0) return null;
  const bill = JSON.parse(stdout);
  const runtime = new Map(
    listRuntimePackages(root).map(({ name, version, licence }) => [`${name}@${version}`, licence]),
  );
  const components = bill.components
    .map(nameByPackage)
    .filter(({ name, version }) => runtime.has(`${name}@${version}`))
    .map((component) => {
      const licence = runtime.get(`${component.name}@${component.version}`);
      return component.licenses?.length || !licence
        ? component
        : { ...component, licenses: [{ license: { id: licence } }] };
    });
  const project = nameByPackage(bill.metadata.component);
  const kept = new Set([project, ...components].map((component) => component["bom-ref"]));
  const dependencies = bill.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) }));
  const metadata = { ...bill.metadata, component: project };
  return `${JSON.stringify({ ...bill, metadata, components, dependencies }, null, 2)}\n`;
}

export function writeBillOfMaterials() {
  writeFileSync(noticesFile, formatNotices(root));
  const bill = readBill();
  if (bill === null) console.error("No SBOM was written: npm sbom failed. Check that npm 10 or newer is installed.");
  else writeFileSync(billFile, bill);
}
