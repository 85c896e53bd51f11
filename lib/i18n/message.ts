import type { MessageKeys, Messages, NestedKeyOf } from "next-intl";

/** Path of a message, such as `files.finding.none`. */
export type MessageKey = MessageKeys<Messages, NestedKeyOf<Messages>>;

type Values = Readonly<Record<string, string | number>>;

/** A text as data: computed without a language, translated where it is shown. Values may be messages themselves. */
export type Message = { key: MessageKey; values?: Readonly<Record<string, string | number | Message>> };

/** Translates a message and the messages among its values. */
export function formatMessage(translate: (key: MessageKey, values: Values) => string, message: Message): string {
  const values = Object.entries(message.values ?? {}).map(([name, value]): [string, string | number] => [
    name,
    typeof value === "object" ? formatMessage(translate, value) : value,
  ]);
  return translate(message.key, Object.fromEntries(values));
}
