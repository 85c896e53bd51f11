type IdFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  errorId?: string | undefined;
};

export function IdField({ label, value, onChange, errorId }: IdFieldProps) {
  return (
    <label className="min-w-0 flex-1 basis-60">
      <span className="mb-1 block text-xs text-soft">{label}</span>
      <input
        value={value}
        onChange={(event) => onChange(event.target.value)}
        maxLength={128}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={errorId === undefined ? undefined : true}
        aria-describedby={errorId}
        className="h-9 w-full rounded-lg border border-edge bg-sheet px-3 font-mono text-[0.8125rem]"
      />
    </label>
  );
}
