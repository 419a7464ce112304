import { makeStyles, tokens } from '@fluentui/react-components';
import { windowNonce } from '../app/window-nonce.ts';
import { styledUnder } from './styled-under.ts';

const useStyles = makeStyles({
  frame: {
    width: '100%',
    height: 'min(40rem, 75vh)',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    // The page has a light and a dark sheet of its own.
    backgroundColor: 'Canvas',
  },
});

interface PageFrameProps {
  readonly title: string;
  readonly html: string;
}

/** One of our own self-contained pages, in a frame that may do nothing but be looked at. */
export function PageFrame({ title, html }: PageFrameProps) {
  const styles = useStyles();
  return (
    <iframe
      className={styles.frame}
      title={title}
      // Nothing but its origin: no scripts, forms, windows or navigation. Without an origin Chromium draws the frame in a
      // process of its own and, right after scrolling, gives it presses that were meant for what took its place.
      sandbox="allow-same-origin"
      srcDoc={styledUnder(html, windowNonce())}
      tabIndex={0}
    />
  );
}
