import { useEffect, useState } from "react";

/** An address for bytes that the browser decodes as picture, sound or video; revoked as soon as nothing shows it. */
export function useObjectUrl(blob: Blob, type: string): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    // Only types that cannot run anything get an address.
    if (!/^(?:image\/(?!svg)|video\/|audio\/)/u.test(type)) return;
    const made = URL.createObjectURL(new Blob([blob], { type }));
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
      setAddress(null);
    };
  }, [blob, type]);
  return address;
}
