import { describeFaults, faultsOfKind, isWrite, licences } from './faults.ts';

await describeFaults(
  {
    subject: {
      procedure: 'null-override',
      scenario: 'two-forests',
      users: 6,
      options: {
        ...licences,
        pilot: 'userPrincipalName=aisha.ahmed@fabrikam.com',
        'first-user': 'CN=Aisha Ahmed,OU=Staff,OU=Company,DC=fabrikam,DC=com',
      },
    },
    isDisturbed: isWrite,
    faults: faultsOfKind,
  },
  'run',
  'undo',
);
