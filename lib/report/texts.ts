import { formatSize } from "#lib/i18n/format-size";
import { formatClock, formatTime } from "#lib/i18n/format-time";

type Values = Record<string, string | number>;

/** The messages of one language; keys are full paths. */
export type Translate = { (key: string, values?: Values): string; has: (key: string) => boolean };

/** Everything that turns findings into texts of one language; `zone` is an IANA time zone. */
export type Texts = {
  locale: string;
  t: Translate;
  /** A time with its zone. */
  local: (at: string) => string;
  /** A time with its zone, and in UTC. */
  time: (at: string) => string;
  size: (bytes: number) => string;
  list: (texts: readonly string[]) => string;
};

export function createTexts(locale: string, zone: string | undefined, t: Translate): Texts {
  const list = new Intl.ListFormat(locale);
  const day = (at: string, inZone?: string) =>
    new Date(at).toLocaleDateString("sv", inZone ? { timeZone: inZone } : {});
  const local = (at: string) => (Number.isNaN(Date.parse(at)) ? at : formatTime(at, locale, zone));
  return {
    locale,
    t,
    local,
    time: (at) => {
      if (Number.isNaN(Date.parse(at))) return at;
      const utc = formatTime(at, locale, "UTC");
      if (local(at) === utc) return utc;
      // The date stands once, unless UTC has another.
      return `${local(at)} (${day(at, zone) === day(at, "UTC") ? formatClock(at, locale, "UTC") : utc})`;
    },
    size: (bytes) => formatSize(bytes, locale),
    list: (texts) => list.format(texts),
  };
}
