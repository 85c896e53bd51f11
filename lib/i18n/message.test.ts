import { expect, it } from "vitest";
import { formatMessage } from "./message.ts";

const translate = (key: string, values: Readonly<Record<string, string | number>>) =>
  `${key} ${JSON.stringify(values)}`;

it("translates a message without values", () => {
  expect(formatMessage(translate, { key: "files.finding.none" })).toBe("files.finding.none {}");
});

it("translates the messages among the values first", () => {
  const form = { key: "evidence.body.forms.jwe" } as const;
  const text = formatMessage(translate, { key: "evidence.body.titles.encrypted", values: { form, count: 2 } });
  expect(text).toBe('evidence.body.titles.encrypted {"form":"evidence.body.forms.jwe {}","count":2}');
});
