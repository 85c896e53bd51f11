import { CopyButton } from "#components/ui/copy-button";

type CopyTextProps = {
  text: string;
  what: string;
  /** Language of the text if it differs from the page. */
  lang?: string;
};

export function CopyText({ text, what, lang }: CopyTextProps) {
  return (
    <div className="space-y-2">
      <CopyButton text={text} what={what} withLabel />
      <section
        aria-label={what}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        lang={lang}
        translate={lang === undefined ? undefined : "no"}
        className="max-h-96 overflow-auto rounded-lg bg-raised p-3 font-mono text-xs leading-relaxed break-words whitespace-pre-wrap"
      >
        {text}
      </section>
    </div>
  );
}
