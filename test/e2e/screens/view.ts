import type { Locator, Page } from '@playwright/test';
import type { Hand } from '../fixtures/hand.ts';

/** What a screen model works on, and with. */
export interface View {
  readonly page: Page;
  readonly hand: Hand;
}

/** A part of a screen by its heading. */
export function section(place: Page | Locator, heading: string): Locator {
  return place.getByRole('region', { name: heading, exact: true });
}

export function button(place: Page | Locator, name: string): Locator {
  return place.getByRole('button', { name, exact: true });
}

/** A button that can be pressed now. */
export function openButton(place: Page | Locator, name: string): Locator {
  return place.getByRole('button', { name, exact: true, disabled: false });
}

export function field(place: Page | Locator, label: string): Locator {
  return place.getByRole('textbox', { name: label });
}
