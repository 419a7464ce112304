// Draws icon.svg in every size that Windows asks for: icon-<size>.png and icon.ico. Run it after a change of the drawing:
//   npm run icons
import { Resvg } from '@resvg/resvg-js';
import pngToIco from 'png-to-ico';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const iconSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256] as const;

const here = import.meta.dirname;
const drawing = await readFile(join(here, 'icon.svg'), 'utf8');
const images = iconSizes.map((size) => new Resvg(drawing, { fitTo: { mode: 'width', value: size } }).render().asPng());

await Promise.all(iconSizes.map((size, index) => writeFile(join(here, `icon-${size}.png`), images[index] ?? '')));
await writeFile(join(here, 'icon.ico'), await pngToIco(images));
