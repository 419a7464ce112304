import type { ServiceProvisioningError } from '../../../../shared/systems/tenant.ts';

const serviceInstance = 'exchange/eurpr04-001-01';

/** An unresolved error of Exchange Online in the XML that Graph hands out (graph-exchange.md §1.3). */
export function provisioningError(text: string): ServiceProvisioningError {
  const description = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return {
    service: 'exchange',
    resolved: false,
    detail:
      `<ServiceInstance Name="${serviceInstance}"><ObjectErrors><ErrorRecord><ErrorCode/><ErrorParameters/>` +
      `<ErrorDescription>${description}</ErrorDescription></ErrorRecord></ObjectErrors></ServiceInstance>`,
  };
}
