import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** Validates a value against the vendor's OpenAPI 3.1 description; undescribed members are faults as well. */

type Schema = {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  minimum?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
};

type Description = { components: { schemas: Record<string, Schema> }; paths: Record<string, unknown> };

export const description = parse(readFileSync(join(import.meta.dirname, "sign_api_v3.yaml"), "utf8")) as Description;

const formats: Record<string, RegExp> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  email: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  uri: /^[a-z][a-z0-9+.-]*:\S+$/,
};
const knownWords = /^(int32|binary)$/;

function typeOf(value: unknown): string[] {
  if (value === null) return ["null"];
  if (Array.isArray(value)) return ["array"];
  return Number.isInteger(value) ? ["integer", "number"] : [typeof value];
}

/** @returns one line per fault with its path; empty if the value is valid */
export function checkSchema(value: unknown, schema: Schema, path = "$"): string[] {
  if (schema.$ref) {
    const name = schema.$ref.replace("#/components/schemas/", "");
    const target = description.components.schemas[name];
    return target ? checkSchema(value, target, path) : [`${path}: no schema ${name}`];
  }
  if (schema.oneOf) {
    const matching = schema.oneOf.filter((choice) => checkSchema(value, choice, path).length === 0);
    return matching.length === 1 ? [] : [`${path}: fits ${matching.length} of ${schema.oneOf.length} choices`];
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !typeOf(value).some((type) => types.includes(type)))
    return [`${path}: is ${typeOf(value)[0]}, should be ${types.join(" or ")}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${path}: ${String(value)} is not an allowed value`];
  if (schema.const !== undefined && schema.const !== value) return [`${path}: should be ${String(schema.const)}`];
  if (typeof value === "number" && schema.minimum !== undefined && value < schema.minimum)
    return [`${path}: too small`];
  if (typeof value === "string") return checkFormat(value, schema.format, path);
  if (Array.isArray(value)) return value.flatMap((item, at) => checkSchema(item, schema.items ?? {}, `${path}[${at}]`));
  return typeof value === "object" && value !== null ? checkMembers({ ...value }, schema, path) : [];
}

function checkFormat(value: string, format: string | undefined, path: string): string[] {
  if (format === undefined || knownWords.test(format)) return [];
  const pattern = formats[format];
  if (!pattern) return [`${path}: no check for format ${format}`];
  return pattern.test(value) ? [] : [`${path}: ${value} does not match ${format}`];
}

function checkMembers(value: Record<string, unknown>, schema: Schema, path: string): string[] {
  const { required = [], properties } = schema;
  const missing = required.filter((name) => !(name in value)).map((name) => `${path}.${name}: is missing`);
  if (!properties) return missing;
  const faults = Object.entries(value).flatMap(([name, member]) => {
    const memberSchema = properties[name];
    return memberSchema ? checkSchema(member, memberSchema, `${path}.${name}`) : [`${path}.${name}: is not described`];
  });
  return [...missing, ...faults];
}
