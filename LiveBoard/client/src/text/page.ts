import { numbersIn } from '../format/number.ts';
import { timesIn } from '../format/time.ts';
import { dictionaries, languageOf, nameIn } from './language.ts';
import type { Name } from '../wire.ts';

/** The language of this page, fixed when it loads. */
export const language = languageOf(location.search);
export const text = dictionaries[language];
export const numbers = numbersIn(language);
export const times = timesIn(language);
export const nameOf = (name: Name): string => nameIn(language, name);

export const inLanguage = (path: string): string => (language === 'en' ? `${path}?lang=en` : path);
export const otherLanguage = (): string => (language === 'en' ? location.pathname : `${location.pathname}?lang=en`);
