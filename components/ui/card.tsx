import { type ReactNode, useId } from "react";

type CardProps = {
  title?: ReactNode;
  aside?: ReactNode;
  footer?: ReactNode;
  /** Removes padding, for tables and lists that reach the edge. */
  flush?: boolean;
  children: ReactNode;
};

/** Frame of every panel; a named section if it has a title. */
export function Card({ title, aside, footer, flush = false, children }: CardProps) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={title ? titleId : undefined}
      className="min-w-0 overflow-clip rounded-xl border border-line bg-sheet print:break-inside-avoid"
    >
      {title ? (
        <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-3">
          <h2 id={titleId} className="text-base font-semibold">
            {title}
          </h2>
          {aside ? <div className="text-xs text-soft">{aside}</div> : null}
        </header>
      ) : null}
      <div className={flush ? "" : "p-4"}>{children}</div>
      {footer ? <footer className="border-t border-line px-4 py-2.5 text-xs text-soft">{footer}</footer> : null}
    </section>
  );
}
