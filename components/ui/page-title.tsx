import type { ReactNode } from "react";

type PageTitleProps = {
  children: ReactNode;
  facts?: ReactNode;
  /** Beside the title, at the end of the line. */
  aside?: ReactNode;
};

export function PageTitle({ children, facts, aside }: PageTitleProps) {
  return (
    <div className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <div className="min-w-0">
        <h1 className="text-2xl font-semibold tracking-tight break-words outline-none">{children}</h1>
        {facts ? (
          <div className="mt-1.5 flex flex-wrap items-center gap-x-5 gap-y-1 text-[0.9375rem] text-soft">{facts}</div>
        ) : null}
      </div>
      {aside}
    </div>
  );
}
