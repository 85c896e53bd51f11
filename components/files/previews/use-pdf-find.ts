import { useEffect, useRef, useState } from "react";
import type { PdfSession } from "#lib/formats/pdf/pdf-session";

const afterMs = 250;
const maxPages = 5000;

export function usePdfFind(session: PdfSession, count: number) {
  const [wanted, setWanted] = useState("");
  const [pages, setPages] = useState<number[]>([]);
  const [context, setCurrent] = useState(0);
  const [searching, setSearching] = useState(false);
  const texts = useRef(new Map<number, string>());

  // An effect, because the library reads the text of each page.
  useEffect(() => {
    const needle = wanted.trim().toLowerCase();
    if (needle === "") return;
    let left = false;
    const timer = setTimeout(async () => {
      const found: number[] = [];
      for (let page = 1; page <= Math.min(count, maxPages) && !left; page += 1) {
        const text = texts.current.get(page) ?? (await readText(session, page));
        texts.current.set(page, text);
        if (text.includes(needle)) {
          found.push(page);
          if (!left) setPages([...found]);
        }
      }
      if (!left) setSearching(false);
    }, afterMs);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [session, count, wanted]);

  function search(text: string) {
    setWanted(text);
    setPages([]);
    setCurrent(0);
    setSearching(text.trim() !== "");
  }
  const step = (by: 1 | -1) =>
    setCurrent((current) => (pages.length === 0 ? 0 : (current + by + pages.length) % pages.length));
  return { wanted, search, pages, page: pages[context] ?? null, step, searching };
}

async function readText(session: PdfSession, page: number): Promise<string> {
  try {
    const content = await session.run(async ({ document }) => (await document.getPage(page)).getTextContent());
    return content.items
      .map((item) => ("str" in item ? item.str : ""))
      .join(" ")
      .toLowerCase();
  } catch {
    return "";
  }
}
