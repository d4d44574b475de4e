/** Runs in the page: every fault of its layout, in words. `minVh`: smallest font, in hundredths of the window's height. */
export function layoutFaults({ minVh }) {
  const faults = [];
  const name = element => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${(element.textContent ?? '').slice(0, 40)}"`;
  const drawn = element => element.closest('.sr') === null && element.getClientRects().length > 0;
  const { innerWidth, innerHeight } = window;

  for (const element of document.querySelectorAll('body, body *')) {
    if (!drawn(element) || element.closest('svg') !== null) continue;
    const style = getComputedStyle(element);
    const shortened = style.textOverflow === 'ellipsis';
    if (!shortened && style.display !== 'inline' && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1) {
      faults.push(`too wide: ${name(element)} ${element.scrollWidth} > ${element.clientWidth}`);
    }
    const own = Array.from(element.childNodes).filter(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');
    if (own.length === 0) continue;
    const size = parseFloat(style.fontSize);
    if (size < (innerHeight * minVh) / 100) faults.push(`too small: ${name(element)} ${size}px`);
    const letters = own.some(node => /\p{L}/u.test(node.textContent));
    if (letters && parseFloat(style.lineHeight) / size < 1.39) faults.push(`line too low for Vietnamese: ${name(element)}`);
    for (const node of own) {
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.left < -1 || (box.right > innerWidth + 1 && !shortened) || box.top < -1 || box.bottom > innerHeight + 1) faults.push(`off the screen: ${name(element)}`);
        for (let around = element; around !== null && around !== document.body; around = around.parentElement) {
          if (getComputedStyle(around).overflow === 'visible') continue;
          const frame = around.getBoundingClientRect();
          if (box.top < frame.top - 1 || box.bottom > frame.bottom + 1) faults.push(`clipped: ${name(element)}`);
        }
      }
    }
  }
  // Nothing lies over its neighbour below.
  const stacked = Array.from(document.querySelectorAll('.title-line, .status-bar, .kpis, .agencies, .alone, .dead-note, footer'));
  for (let index = 1; index < stacked.length; index++) {
    const above = stacked[index - 1].getBoundingClientRect();
    const below = stacked[index].getBoundingClientRect();
    if (above.bottom > below.top + 1) faults.push(`overlap: ${name(stacked[index - 1])} over ${name(stacked[index])}`);
  }
  return faults;
}
