import { useTranslations } from "next-intl";
import { splitVisible } from "#lib/text/visible-text";

/** Text from outside, quoted as sent: monospace, capped, hidden characters named, never part of a sentence of ours. */
export function AsSent({ text, cap = 300 }: { text: string; cap?: number }) {
  const t = useTranslations("ui");
  const { parts, cut } = splitVisible(text, cap);
  let position = 0;
  return (
    <code className="font-mono text-[0.8125rem] break-words" dir="ltr" translate="no">
      <bdi>
        {parts.map((part) => {
          position += part.text.length;
          return part.odd ? (
            <span key={position} className="mx-px rounded-sm bg-unsure-soft px-0.5 text-[0.6875rem] text-unsure">
              {part.text}
            </span>
          ) : (
            <span key={position}>{part.text}</span>
          );
        })}
      </bdi>
      {cut > 0 ? <span className="text-soft"> {t("cut", { count: cut })}</span> : null}
    </code>
  );
}
