import { describe, expect, it } from 'vitest';
import { droppedFrom } from '../../../renderer/connect/dropped-folder.ts';

const folder = new File([], 'contoso export');

function dropped(files: readonly File[], address = '') {
  return { files, getData: (format: string) => (format === 'text/uri-list' ? address : '') };
}

describe('what is let go in the window', () => {
  it('is the place that the host tells', () => {
    expect(droppedFrom(dropped([folder]), ({ name }) => `C:\\Temp\\${name}`)).toEqual({
      kind: 'path',
      path: 'C:\\Temp\\contoso export',
    });
  });

  it.each([
    ['file:///C:/Temp/contoso%20export', 'C:\\Temp\\contoso export'],
    ['file:///home/anna/contoso%20export\r\nfile:///home/anna/other', '/home/anna/contoso export'],
  ])('is the place that a file manager gives as text: %s', (address, path) => {
    expect(droppedFrom(dropped([folder], address), null)).toEqual({ kind: 'path', path });
    expect(droppedFrom(dropped([folder], address), () => '')).toEqual({ kind: 'path', path });
  });

  it.each(['', 'https://contoso.com/export', 'file:///%', 'file://['])('is a name where nobody tells the place: %s', (address) => {
    expect(droppedFrom(dropped([folder], address), null)).toEqual({ kind: 'name', name: 'contoso export' });
  }); // prettier-ignore

  it('is nothing when it is no file', () => {
    expect(droppedFrom(dropped([]), null)).toEqual({ kind: 'nothing' });
  });
});
