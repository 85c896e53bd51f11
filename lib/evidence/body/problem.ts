import { providerProblemTypes } from "#lib/problem";

type Members = Record<string, unknown>;

/** Members of error bodies: RFC 9457, Skribble's, OAuth 2.0 (RFC 6749 section 5.2), common frameworks. */
const errorMembers = new Set(
  `type title status detail instance message key method path error errors errordescription errormessage errorcode errorid erroruri
  code statuscode statustext httpstatus httpcode timestamp time datetime traceid requestid correlationid spanid reason reasons details
  exception trace stack cause fault faultstring faultcode help moreinfo documentationurl docs violations invalidparams parameters params
  fielderrors success ok result`.split(/\s+/),
);

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");
const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

function readErrorStatus(members: Members): number | null {
  for (const [name, value] of Object.entries(members)) {
    if (!/^(?:http)?(?:status|code)(?:code)?$/.test(plain(name))) continue;
    const status = typeof value === "number" || (isText(value) && /^\d{3}$/.test(value)) ? Number(value) : 0;
    if (Number.isInteger(status) && status >= 400 && status < 600) return status;
  }
  return null;
}

/**
 * Returns an error as a fixed fact such as `404 entity-not-found`, or null. Requires a problem type, or error members
 * only, because a record may have `type`, `status`, `title` and `message`.
 */
export function recogniseProblem(members: Members): string | null {
  const status = readErrorStatus(members);
  const segment = isText(members.type) ? /\/problems?\/([\w.-]+)\/?$/.exec(members.type)?.[1] : undefined;
  const known = segment !== undefined && providerProblemTypes.has(segment) ? segment : null;
  const fact = [status === null ? null : String(status), known].filter((part) => part !== null).join(" ") || "error";
  const hasDescription = ["title", "detail", "message", "key"].some((name) => isText(members[name]));
  if (known !== null && (status !== null || hasDescription)) return fact;
  const isStandard = isText(members.type) && /^(?:about:blank$|urn:|https?:\/\/|\/)/.test(members.type);
  if (isStandard && status !== null && (hasDescription || segment !== undefined) && !hasSections(members)) return fact;
  return isPlainError(members, status) ? fact : null;
}

/** Objects and lists that occur in records, not in error bodies. */
function hasSections(members: Members): boolean {
  return Object.entries(members).some(
    ([name, value]) => typeof value === "object" && value !== null && !errorMembers.has(plain(name)),
  );
}

/** Requires error members only, one of them exclusive to errors. */
function isPlainError(members: Members, status: number | null): boolean {
  const named = new Map(Object.entries(members).map(([name, value]) => [plain(name), value]));
  if (named.size === 0 || [...named.keys()].some((name) => !errorMembers.has(name))) return false;
  if (saysSuccess(named, status)) return false;
  if (["error", "errors", "errordescription", "errormessage", "errorcode", "fault", "exception"].some(isFilled(named)))
    return true;
  const hasDescription = ["title", "detail", "message", "reason"].some((name) => isText(named.get(name)));
  return (
    hasDescription &&
    (status !== null || !["details", "params", "parameters"].some((name) => isObject(named.get(name))))
  );
}

/** Matches a word such as COMPLETED, a code such as 200, or a result, whose message explains a success. */
function saysSuccess(named: ReadonlyMap<string, unknown>, status: number | null): boolean {
  const word = named.get("status");
  if (isText(word) && status === null && !/^(?:error|fail|failure)$/i.test(word)) return true;
  if (named.get("success") === true || named.get("ok") === true || isObject(named.get("result"))) return true;
  if (isText(named.get("result"))) return true;
  return ["status", "code", "statuscode"].some((name) => /^(?:0|2\d\d)$/.test(String(named.get(name))));
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

function isFilled(named: ReadonlyMap<string, unknown>): (name: string) => boolean {
  return (name) => {
    const value = named.get(name);
    return isText(value) || (isObject(value) && Object.keys(value).length > 0);
  };
}
