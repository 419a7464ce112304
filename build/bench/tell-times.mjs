// In a command that is measured: writes at its end what its threads have computed, and the most bytes that it held. Plain JavaScript, so that nothing has to be
// translated before the command.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(
    process.env.BENCH_TIMES ?? '',
    JSON.stringify({ computing: (user + system) / 1000, memory: process.resourceUsage().maxRSS * 1024 }),
  );
});
