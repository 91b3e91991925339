import type { Page } from '@playwright/test';

/**
 * Takes the page's clock into the test's hand: time passes, and pictures are drawn, only when the test says so, and the engine is always
 * waited for. What is seen then is the same each time, on a slow machine, too. To be called before the page is opened.
 */
export function stopClock(page: Page): Promise<void>;

/**
 * Lets so many pictures follow each other, `ms` of screen time apart; the engine answers all it was asked between them. Before the first one the
 * browser draws as many of its own as are said, in which it lays out anew what has changed its size.
 */
export function tick(page: Page, ms: number, pictures: number, layouts?: number): Promise<void>;
