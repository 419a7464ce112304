import { expect, it } from 'vitest';
import { entraConnectorId } from '../../../../shared/identifiers.ts';
import { customRule, expressionFlow } from '../../../shared/sync-rules/rule-builder.ts';
import { call, ruleNamed, runningLab, valueOf, type RunningLab } from '../running-lab.ts';

function someUser(lab: RunningLab) {
  const rule = ruleNamed(lab, 'In from AD - User Exchange');
  const object = [...lab.state.connectorSpaces.get(rule.connectorId)!.objects.values()].find(
    (row) => row.objectType === 'user' && row.attributes.has('msExchMailboxGuid'),
  )!;
  return { connectorId: rule.connectorId, name: object.distinguishedName };
}

it('clears the attribute of one user', async () => {
  const lab = runningLab();
  const { connectorId, name } = someUser(lab);
  const clearing = expressionFlow('msExchMailboxGuid', 'AuthoritativeNull');
  valueOf(await lab.server.putRule(customRule(42, clearing, { connectorId }), call));
  const done = valueOf(await lab.server.synchronizeObject(connectorId, name, call));
  console.log(JSON.stringify(done, undefined, 1));
  expect(done.action).toBe('Update');
  expect(valueOf(await lab.server.connectorStatistics(entraConnectorId, call)).exportUpdates).toBe(0);
  for (const other of ['CN=x', 'CN=Nobody,DC=fabrikam,DC=com', name.replace('=', '=('), ''])
    console.log(await lab.server.synchronizeObject(connectorId, other, call));
});
