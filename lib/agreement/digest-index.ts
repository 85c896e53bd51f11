import { normalizeMemberName } from "./member-words.ts";
import type { AgreementInput, BodyFact, DigestAlgorithm, FileFact, Source } from "./model.ts";

/** Indexes files and bodies by digest and name, once for all claims. */

/** Objects and members that mean a whole body. */
const bodyNames: [Source, RegExp][] = [
  ["record", /^(record|json|result|identificationresult)$/],
  ["files", /^(archive|zip|files|filesarchive)$/],
  ["status", /^status$/],
];

const algorithms: DigestAlgorithm[] = ["sha1", "sha256", "sha384", "sha512"];

const normalize = (name: string) => name.replaceAll("\\", "/").replace(/^\.?\//, "");

/** Returns the path suffixes of `a/b/c`: `a/b/c`, `b/c`, `c`. */
function endsOf(name: string): string[] {
  const parts = name.split("/");
  return parts.map((_, index) => parts.slice(index).join("/"));
}

/** Compares file names, allowing one more folder or a missing one. */
export function isSameName(left: string, right: string): boolean {
  const [a, b] = [normalize(left), normalize(right)];
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

export class DigestIndex {
  readonly #bodies: readonly BodyFact[];
  readonly #byDigest = new Map<string, FileFact[]>();
  readonly #byName = new Map<string, FileFact>();
  readonly #byEnd = new Map<string, FileFact>();

  constructor({ files, bodies }: Pick<AgreementInput, "files" | "bodies">) {
    this.#bodies = bodies;
    const add = (map: Map<string, FileFact>, key: string, file: FileFact) => map.has(key) || map.set(key, file);
    for (const file of files ?? []) {
      const name = normalize(file.name);
      add(this.#byName, name, file);
      for (const end of endsOf(name)) add(this.#byEnd, end, file);
      for (const algorithm of algorithms) {
        const key = `${algorithm} ${file[algorithm]}`;
        this.#byDigest.set(key, [...(this.#byDigest.get(key) ?? []), file]);
      }
    }
  }

  named(claimedName: string): FileFact | null {
    const name = normalize(claimedName);
    const exact = this.#byName.get(name) ?? this.#byEnd.get(name);
    if (exact) return exact;
    for (const end of endsOf(name)) {
      const file = this.#byName.get(end);
      if (file) return file;
    }
    return null;
  }

  fileWith(algorithm: DigestAlgorithm, hex: string): FileFact | null {
    return this.#byDigest.get(`${algorithm} ${hex}`)?.[0] ?? null;
  }

  bodyWith(algorithm: DigestAlgorithm, hex: string): BodyFact | null {
    return this.#bodies.find((body) => body[algorithm] === hex) ?? null;
  }

  /** Finds the body that member names refer to: `record.sha256`, `archiveDigest`. */
  bodyNamed(names: readonly string[]): BodyFact | null {
    const around = normalizeMemberName(names.at(-2) ?? "");
    const own = normalizeMemberName(names.at(-1) ?? "").replace(/(sha\d*|digest|hash|checksum)$/, "");
    for (const [source, form] of bodyNames)
      if (form.test(around) || form.test(own)) return this.#bodies.find((body) => body.source === source) ?? null;
    return null;
  }
}
