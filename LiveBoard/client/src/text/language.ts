import type { Name } from '../wire.ts';
import { en } from './en.ts';
import { vi, type Dictionary } from './vi.ts';

export type Language = 'vi' | 'en';

export const dictionaries: Record<Language, Dictionary> = { vi, en };

export const languageOf = (search: string): Language => (new URLSearchParams(search).get('lang') === 'en' ? 'en' : 'vi');

export const nameIn = (language: Language, name: Name): string =>
  (language === 'en' && name.en !== null ? name.en : name.vi).normalize('NFC');
