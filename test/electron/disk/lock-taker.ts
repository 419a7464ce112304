import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { thisProcess } from '../../../electron/disk/this-process.ts';

/** A process that takes the lock it is given twice, unless it meets with the accident it is given; says what came of it. */
export type Accident = keyof typeof accidents;

const open = fs.open.bind(fs);
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('A killed process goes on.');
};
const noLinks = Object.assign(new Error('EPERM: no hard links here'), { code: 'EPERM', syscall: 'link' });

const accidents = {
  'killed before its content is written': () => {
    fs.open = async (...given) => Object.assign(await open(...given), { writeFile: die });
  },
  'killed in the middle of its content': () => {
    fs.open = async (...given) => {
      const file = await open(...given);
      return Object.assign(file, { writeFile: () => file.write('{"host":').then(die) });
    };
  },
  'killed before it has its name': () => {
    fs.link = die;
  },
  'killed once it has its name': () => {
    fs.rm = die;
  },
  'on a volume without hard links': () => {
    fs.link = () => Promise.reject(noLinks);
  },
} as const;

const [, , path = '', accident = ''] = process.argv;
accidents[accident as Accident]();
syncBuiltinESMExports();
// What stands above must be in force when it is loaded.
const { takeLock } = await import('../../../electron/disk/lock.ts');
for (const claim of [thisProcess(), thisProcess()]) process.stdout.write(`${(await takeLock(path, claim)).kind}\n`);
