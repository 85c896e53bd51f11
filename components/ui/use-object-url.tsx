import { useEffect, useState } from "react";

/** Object URL for a picture, sound or video; revoked on unmount or when the bytes change. */
export function useObjectUrl(blob: Blob, type: string): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    // Only types that cannot run code get a URL.
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
