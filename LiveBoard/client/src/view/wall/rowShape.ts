import { nameOf, numbers, text } from '../../text/page.ts';
import type { ChildRow, OnTime } from '../../wire.ts';
import { rowHeight } from './metrics.ts';

/** "1.004/1.260" is as much as stands beside its percentage. */
const LONGEST_BESIDE = 11;

export const fractionOf = ({ numerator, denominator }: OnTime): string => text.fraction(numbers.count(numerator), numbers.count(denominator));

export const isLong = (fraction: string): boolean => fraction.length > LONGEST_BESIDE;

/** Height that a row will take on the wall, in grid units. */
export const heightOfRow = (row: ChildRow): number => rowHeight(nameOf(row.agency.name), isLong(fractionOf(row.figures.onTime)) ? 2 : 1);
