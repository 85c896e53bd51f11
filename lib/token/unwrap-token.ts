import { type JsonNode, parseJsonNodes, primitiveOf } from "./json-nodes.ts";

/** Removes unsigned JSON around a compact token: a string, or an object with one known member. */

/** Member names that may contain a token, compared without case, `_` and `-` (docs/verdict.md). */
const carrierNames = new Set(
  "jwt jws jwe token evidencetoken evidencejwt signedtoken signedjwt signedevidence sdjwt credential".split(" "),
);
/** Member names of encrypted content, such as `ciphertext` of a JWE (RFC 7516 section 7.2). */
const ciphertextNames = new Set("ciphertext encrypteddata encryptedcontent encryptedpayload".split(" "));
const plainName = (name: string) => name.toLowerCase().replace(/[_-]/g, "");

/** Compact JWS or JWE, alone or as the first part of an SD-JWT. */
const tokenShape = /^\s*[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*(\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*)?(~|\s*$)/;
const maxWraps = 3;
const maxDepth = 4;

export type Unwrapped =
  | { kind: "token"; compact: string; wraps: ("json_string" | "json_object")[] }
  /** A JWE in JSON serialization, or encrypted content; `protectedHeader` is base64url, or empty. */
  | { kind: "encrypted"; protectedHeader: string }
  | { kind: "json_string_broken" | "json_serialization" };

/** Finds strings under one of `names`, a few object levels deep. */
function findStrings(text: string, node: JsonNode, names: ReadonlySet<string>, depth = 0): string[] {
  if (node.kind !== "object" || depth > maxDepth) return [];
  return node.members.flatMap(({ name, value }) => {
    const own = names.has(plainName(name)) ? primitiveOf(text, value) : undefined;
    return typeof own === "string" ? [own] : findStrings(text, value, names, depth + 1);
  });
}

function unwrapObject(text: string): { compact: string } | Exclude<Unwrapped, { kind: "token" }> {
  let root: JsonNode;
  try {
    root = parseJsonNodes(text);
  } catch {
    return { kind: "json_serialization" };
  }
  if (root.kind !== "object") return { kind: "json_serialization" };
  if (findStrings(text, root, ciphertextNames).some((value) => value !== ""))
    return { kind: "encrypted", protectedHeader: findStrings(text, root, new Set(["protected"]))[0] ?? "" };
  const found = new Set(findStrings(text, root, carrierNames).filter((value) => tokenShape.test(value)));
  const [compact] = found;
  // Two different tokens are ambiguous.
  return compact !== undefined && found.size === 1 ? { compact } : { kind: "json_serialization" };
}

export function unwrapToken(text: string): Unwrapped {
  const wraps: ("json_string" | "json_object")[] = [];
  let compact = text;
  for (;;) {
    if (/^\s*"/.test(compact)) {
      wraps.push("json_string");
      try {
        compact = String(JSON.parse(compact));
      } catch {
        return { kind: "json_string_broken" };
      }
    } else if (/^\s*[{[]/.test(compact)) {
      wraps.push("json_object");
      const inner = unwrapObject(compact);
      if (!("compact" in inner)) return inner;
      compact = inner.compact;
    } else return { kind: "token", compact, wraps };
    if (wraps.length >= maxWraps) return { kind: "token", compact, wraps };
  }
}
