export const PAGE_MS = 12_000;
export const MAX_PAGES = 3;

/** Fills pages in order; a page holds rows while their heights fit. At least one row a page, at most MAX_PAGES pages. */
export function pagesOf<T>(rows: readonly T[], heightOf: (row: T) => number, capacity: number): T[][] {
  const pages: T[][] = [];
  let page: T[] = [];
  let used = 0;
  for (const row of rows) {
    const height = heightOf(row);
    if (page.length > 0 && used + height > capacity) {
      pages.push(page);
      if (pages.length === MAX_PAGES) return pages;
      page = [];
      used = 0;
    }
    page.push(row);
    used += height;
  }
  if (page.length > 0) pages.push(page);
  return pages;
}

/** The page that every display shows at this real instant (ms). */
export function pageAt(realMs: number, pages: number): number {
  return pages < 2 ? 0 : Math.floor(realMs / PAGE_MS) % pages;
}
