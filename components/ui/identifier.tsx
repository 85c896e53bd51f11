"use client";

import { truncateMiddle } from "#lib/i18n/truncate-middle";
import { CopyButton } from "./copy-button.tsx";

type IdentifierProps = {
  value: string;
  /** What it is, for the copy button: "signature request id", "SHA-256". */
  what: string;
  /** `head` and `tail` count the characters shown; shorter values are shown in full. */
  head?: number;
  tail?: number;
};

/** ID or digest, shortened in the middle; full text for screen readers and when copied. */
export function Identifier({ value, what, head = 8, tail = 6 }: IdentifierProps) {
  return (
    <span className="inline-flex max-w-full items-center gap-0.5 align-middle">
      <code className="min-w-0 truncate font-mono text-[0.8125rem]" title={value}>
        <span aria-hidden>{truncateMiddle(value, head, tail)}</span>
        <span className="sr-only">{value}</span>
      </code>
      <span className="-my-1.5 scale-90">
        <CopyButton text={value} what={what} />
      </span>
    </span>
  );
}
