import { signal } from '@preact/signals';
import { lineCount } from '../../state/lines.ts';

/** The wall is drawn on a grid of 192 x 108 units, 1 rem each; these numbers are shared with wall.css. */
export const GRID = { width: 192, height: 108 };
const FONT = 4.24;
const LINE = FONT * 1.4;
const ROW_PADDING = 0.9;
const NAME_COLUMN = 63;
const ALERTS_WIDTH = 150;
/** Height left for rows of the agency table. */
export const TABLE_HEIGHT = 41.1;
export const ALERT_LINES = 2;

const fontsLoaded = signal(false);
void document.fonts.ready.then(() => (fontsLoaded.value = true));
document.fonts.addEventListener('loadingdone', () => {
  widths.clear();
  fontsLoaded.value = !fontsLoaded.value;
});

const canvas = document.createElement('canvas').getContext('2d');
const widths = new Map<string, number>();

function widthOf(word: string): number {
  let width = widths.get(word);
  if (width === undefined) {
    if (canvas === null) return word.length * FONT * 0.6;
    canvas.font = "500 100px 'Inter Variable', 'Noto Sans', 'Segoe UI', sans-serif";
    width = (canvas.measureText(word).width / 100) * FONT;
    if (widths.size > 2_000) widths.clear();
    widths.set(word, width);
  }
  return width;
}

function linesIn(name: string, column: number): number {
  void fontsLoaded.value; // measured again once the fonts are there
  return lineCount(name.split(' ').map(widthOf), widthOf(' '), column);
}

/** Of a row with this name, whose other cells take at least `lines`. */
export const rowHeight = (name: string, lines: number): number => Math.max(lines, linesIn(name, NAME_COLUMN - 0.3)) * LINE + ROW_PADDING;

/** Lines of an alert whose agency name gets what the code, the time and the gaps leave over. */
export const alertLines = (code: string, name: string, when: string): number =>
  linesIn(name, ALERTS_WIDTH - widthOf(code) - widthOf(when) - 9);

/** Keeps 16:9 on any screen: a rem is the smaller of a 108th of the height and a 192nd of the width. */
export function fitGrid(): () => void {
  const fit = (): void => {
    const unit = Math.min(window.innerHeight / GRID.height, window.innerWidth / GRID.width);
    document.documentElement.style.fontSize = `${unit}px`;
  };
  fit();
  window.addEventListener('resize', fit);
  return () => window.removeEventListener('resize', fit);
}
