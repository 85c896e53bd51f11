import { useTranslations } from "next-intl";
import { splitVisible } from "#lib/i18n/escape-invisible";

type AsSentProps = {
  text: string;
  cap?: number;
  /** Names and titles use the page's typeface; other external text is monospace. */
  plain?: boolean;
};

/** Quotes external text as sent: truncated, with hidden and bidirectional characters named, never inside our sentences. */
export function Verbatim({ text, cap = 300, plain = false }: AsSentProps) {
  const { parts, cut } = splitVisible(text, cap);
  const Quoted = plain ? "span" : "code";
  let position = 0;
  return (
    <Quoted
      className={plain ? "break-words" : "font-mono text-[0.8125rem] break-words"}
      dir={plain ? undefined : "ltr"}
      translate="no"
    >
      <bdi>
        {parts.map((part) => {
          position += part.text.length;
          return part.isUnusual ? (
            <span
              key={position}
              className="mx-px rounded-sm bg-unsure-soft px-0.5 font-mono text-[0.6875rem] text-unsure"
            >
              {part.text}
            </span>
          ) : (
            <span key={position}>{part.text}</span>
          );
        })}
      </bdi>
      {cut > 0 ? <CutOff count={cut} /> : null}
    </Quoted>
  );
}

/** A separate component, so that complete quotes load no messages. */
function CutOff({ count }: { count: number }) {
  const t = useTranslations("ui");
  return <span className="text-soft"> {t("cut", { count })}</span>;
}
