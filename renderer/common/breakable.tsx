import { Fragment } from 'react';

/** Letters of a word up to which it is left whole. */
const longestWhole = 12;
const longWord = new RegExp(`\\S{${longestWhole + 1},}`);
/** Between a small letter and a capital, not right at the beginning; and after what joins the parts of a path or a name. */
const seam = /(?<=\p{L}{3}\p{Ll})(?=\p{Lu})|(?<=[_.,:;/\\@=])(?=\p{L})/u;

/** A text whose long words may break where their parts meet: `msExchMailbox|Guid`. What is copied stays as it is. */
export function Breakable({ text }: { readonly text: string }) {
  if (!longWord.test(text)) return text;
  return text.split(seam).map((part, index) => (
    <Fragment key={index}>
      {index === 0 ? null : <wbr />}
      {part}
    </Fragment>
  ));
}
