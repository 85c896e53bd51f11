import { posix } from "node:path";

/** Which paths Docker sends to a build: a port of moby/patternmatcher (v0.6, `MatchesOrParentMatches`) for one .dockerignore. */

type Pattern = { expression: RegExp; isException: boolean };

/** Go's path.Match, with `**` for any number of folders. */
function toExpression(pattern: string): RegExp {
  let expression = "^";
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] as string;
    if (character === "*" && pattern[at + 1] === "*") {
      at += 1;
      if (pattern[at + 1] === "/") at += 1;
      expression += at + 1 === pattern.length ? ".*" : "(.*/)?";
    } else if (character === "*") expression += "[^/]*";
    else if (character === "?") expression += "[^/]";
    else if (character === "\\") {
      at += 1;
      expression += (pattern[at] ?? "").replace(/[^\w]/g, "\\$&");
    } else if (character === "[" || character === "]") expression += character;
    else expression += character.replace(/[.$^+(){}|]/g, "\\$&");
  }
  return new RegExp(`${expression}$`);
}

function parse(text: string): Pattern[] {
  const lines = text.split(/\r?\n/).filter((line) => !line.startsWith("#"));
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const isException = line.startsWith("!");
      const clean = posix.normalize((isException ? line.slice(1) : line).trim()).replace(/^\/|\/$/g, "");
      return { expression: toExpression(clean), isException };
    });
}

/** @returns a function that is true for a path that stays out of the build context */
export function readDockerIgnore(text: string): (path: string) => boolean {
  const patterns = parse(text);
  return (path) => {
    const parts = path.split("/");
    const prefixes = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
    let isIgnored = false;
    for (const { expression, isException } of patterns) {
      if (isException !== isIgnored) continue;
      if (prefixes.some((prefix) => expression.test(prefix))) isIgnored = !isException;
    }
    return isIgnored;
  };
}
