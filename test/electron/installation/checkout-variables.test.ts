import { describe, expect, it } from 'vitest';
import { checkoutVariable } from '../../../electron/installation/checkout-variables.ts';

const environment = { HYBRID_PREFLIGHT_POWERSHELL: './another.sh', HYBRID_PREFLIGHT_CHROMIUM: '' };

describe('the variables that steer a checkout', () => {
  it('are honored in a checkout', () => {
    expect(checkoutVariable('HYBRID_PREFLIGHT_POWERSHELL', environment)).toBe('./another.sh');
    expect(checkoutVariable('HYBRID_PREFLIGHT_CHROMIUM', environment)).toBeUndefined();
    expect(checkoutVariable('HYBRID_PREFLIGHT_TEST_KILL', environment)).toBeUndefined();
  });

  it.each([
    'C:\\Program Files\\Hybrid Preflight\\resources\\app.asar\\dist\\electron\\main.js',
    '/opt/dist/electron/main.js',
  ])('are never honored in the built program, which may run elevated: %s', (module) => {
    expect(checkoutVariable('HYBRID_PREFLIGHT_POWERSHELL', environment, module)).toBeUndefined();
  });
});
