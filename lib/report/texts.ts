import { formatSize } from "#lib/i18n/format-size";
import { formatTime } from "#lib/i18n/format-time";

type Values = Record<string, string | number>;

/** The messages of one language; keys are full paths. */
export type Translate = { (key: string, values?: Values): string; has: (key: string) => boolean };

/** Everything that turns findings into texts of one language; `zone` is an IANA time zone. */
export type Texts = {
  locale: string;
  t: Translate;
  /** A time with its zone, and in UTC. */
  time: (at: string) => string;
  size: (bytes: number) => string;
  list: (texts: readonly string[]) => string;
};

export function createTexts(locale: string, zone: string | undefined, t: Translate): Texts {
  const list = new Intl.ListFormat(locale);
  return {
    locale,
    t,
    time: (at) => {
      if (Number.isNaN(Date.parse(at))) return at;
      const [local, utc] = [formatTime(at, locale, zone), formatTime(at, locale, "UTC")];
      return local === utc ? local : `${local} (${utc})`;
    },
    size: (bytes) => formatSize(bytes, locale),
    list: (texts) => list.format(texts),
  };
}
