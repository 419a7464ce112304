// Runs a script of this checkout with the Node the project was written for, after installing what is missing:
//   node build/bootstrap.mjs <script.ts> [arguments]
// Plain JavaScript without dependencies, because it is what runs before anything is installed, on any Node from 20.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestNode = 20;
/** The first Node that runs TypeScript files without a flag and is in long-term support. */
const oldestNodeForTypeScript = 24;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const projectNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const runningMajor = Number(process.versions.node.split('.')[0]);

main();

function main() {
  const [script, ...scriptArguments] = process.argv.slice(2);
  if (script === undefined) leave('Usage: node build/bootstrap.mjs <script.ts> [arguments]', 2);
  if (runningMajor < oldestNode) leave(`Node ${oldestNode} or newer is needed; this is ${process.version}.`, 1);

  if (!isInstalled()) install();
  run(usableNode(), [join(root, script), ...scriptArguments]);
}

/** Whether node_modules holds what package-lock.json asks for: npm records what it installed in a lock of its own. */
function isInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(modules, '.package-lock.json'));
  if (present === undefined || !existsSync(projectNode)) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    const found = present[path];
    // Optional packages are for other platforms; npm leaves them out here.
    if (path === '' || (found === undefined && optional)) return true;
    return found !== undefined && found.version === version && found.integrity === integrity;
  });
}

function packagesOf(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : undefined;
}

function install() {
  console.error('Installing what this checkout needs (npm ci) …');
  npm('ci', '--no-audit', '--no-fund');
  // Where install scripts are switched off, the one this project cannot do without has to be asked for by name.
  if (!existsSync(projectNode)) npm('rebuild', 'node', '--ignore-scripts=false');
}

function npm(...npmArguments) {
  const { command, leading, shell } = npmCommand();
  // Standard output belongs to the script: a caller may be reading one JSON document from it.
  const { status, error } = spawnSync(command, [...leading, ...npmArguments], {
    cwd: root,
    shell,
    stdio: ['ignore', process.stderr, process.stderr],
  });
  if (error) leave(`npm could not be started: ${error.message}`, 1);
  if (status !== 0)
    leave(`"npm ${npmArguments.join(' ')}" failed with exit code ${status}; its messages are above.`, 1);
}

/** npm as a script for this Node where it can be found: on Windows npm itself is a batch file and needs a shell. */
function npmCommand() {
  const beside = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath ?? '',
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = candidates.find((candidate) => basename(candidate) === 'npm-cli.js' && existsSync(candidate));
  return script === undefined
    ? { command: 'npm', leading: [], shell: process.platform === 'win32' }
    : { command: process.execPath, leading: [script], shell: false };
}

function usableNode() {
  if (existsSync(projectNode)) return projectNode;
  if (runningMajor >= oldestNodeForTypeScript) return process.execPath;
  return leave(
    `The project's own Node could not be installed, and this one (${process.version}) is too old to stand in for it.\n` +
      `Install Node ${oldestNodeForTypeScript} or allow the install script of the npm package "node".`,
    1,
  );
}

function run(node, nodeArguments) {
  const path = [dirname(node), join(modules, '.bin'), process.env.PATH ?? ''];
  // Assigned here and inherited: on Windows the variable may be spelled "Path", and a copy would hold both spellings.
  process.env.PATH = path.join(delimiter);
  const child = spawn(node, nodeArguments, { stdio: 'inherit' });

  // A terminal sends Ctrl+C to the script as well; passing it on would make it arrive twice.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));

  child.on('error', (error) => leave(`${node} could not be started: ${error.message}`, 1));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function leave(message, exitCode) {
  console.error(message);
  process.exit(exitCode);
}
