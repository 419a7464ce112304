import type { Page } from '@playwright/test';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'screenshots');

const usual = { width: 1280, height: 800 };

/** How a consultant may see the window: the README shows `light`. */
const looks = [
  { name: 'light', size: usual, media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'dark', size: usual, media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'forced-colours', size: usual, media: { colorScheme: 'dark', forcedColors: 'active' } },
  { name: 'small', size: { width: 1024, height: 600 }, media: { colorScheme: 'light', forcedColors: 'none' } },
] as const;

/** Takes a picture of the window as it stands, in every look: docs/screenshots/<look>/<name>.png. */
export async function takeInEveryLook(page: Page, name: string): Promise<void> {
  for (const look of looks) {
    await page.emulateMedia({ ...look.media, reducedMotion: 'reduce' });
    await page.setViewportSize(look.size);
    // The window learns of another theme by an event; what follows of it is drawn in the frame after the next.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await page.screenshot({ path: join(folder, look.name, `${name}.png`), animations: 'disabled' });
  }
}
