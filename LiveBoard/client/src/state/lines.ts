/** Lines that words of these widths take in a column, breaking between words only, as the browser does. */
export function lineCount(words: readonly number[], space: number, column: number): number {
  let lines = 1;
  let used = 0;
  for (const word of words) {
    const needed = used === 0 ? word : used + space + word;
    if (used > 0 && needed > column) {
      lines++;
      used = word;
    } else {
      used = needed;
    }
  }
  return lines;
}
