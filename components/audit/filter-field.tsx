import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from "react";

/** Time in ms without typing after which a filter applies. */
const pauseMs = 300;

export const fieldClass = "h-9 w-full min-w-0 rounded-lg border border-edge bg-sheet px-3 max-[900px]:h-11";

type FilterFieldProps = {
  label: string;
  value: string;
  placeholder?: string;
  hint?: (draft: string) => ReactNode;
  /** False for a text that only Enter applies. */
  appliesItself?: (draft: string) => boolean;
  onApply: (text: string) => void;
};

/** A text filter that applies as one types, and at once with Enter. */
export function FilterField({ label, value, placeholder, hint, appliesItself, onApply }: FilterFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState(value);
  const [applied, setApplied] = useState(value);
  // Another value than the one that was applied last comes from outside: cleared filters, or Back.
  if (value !== applied) {
    setApplied(value);
    setDraft(value);
  }
  const text = draft.trim();
  const apply = () => {
    if (text === applied) return;
    setApplied(text);
    onApply(text);
  };
  const waits = text !== applied && (appliesItself?.(text) ?? true);
  // An effect, because a timer runs until the next key.
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(() => {
      setApplied(text);
      onApply(text);
    }, pauseMs);
    return () => clearTimeout(timer);
  });
  const note = hint?.(text);
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-xs text-soft">
        {label}
      </label>
      <input
        id={id}
        type="text"
        value={draft}
        maxLength={256}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        aria-describedby={note ? `${id}-hint` : undefined}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          apply();
        }}
        className={fieldClass}
      />
      <p id={`${id}-hint`} role="status" className={note ? "mt-1 text-xs text-soft" : "sr-only"}>
        {note}
      </p>
    </div>
  );
}
