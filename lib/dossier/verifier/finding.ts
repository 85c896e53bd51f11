import type { CheckName, Finding } from "./model.ts";

type More = { path?: string | null; detail?: string | null };

const make =
  (outcome: Finding["outcome"]) =>
  (check: CheckName, code: string, { path = null, detail = null }: More = {}): Finding => ({
    check,
    outcome,
    code,
    path,
    detail,
  });

export const fail = make("fail");
export const warn = make("warn");
export const info = make("info");
export const notChecked = make("not_checked");
export const pass = (check: CheckName, detail: string | null = null): Finding => ({
  check,
  outcome: "pass",
  code: null,
  path: null,
  detail,
});
