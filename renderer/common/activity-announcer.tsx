import { makeStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { activityTexts } from './texts.ts';
import { useAppState } from '../app/store.ts';

const useStyles = makeStyles({
  onlyHeard: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** Between two announcements of progress, in milliseconds: a screen reader must be able to finish a sentence. */
const pause = 8_000;

/** Tells a screen reader, politely and not too often, what is going on and when it has ended. */
export function ActivityAnnouncer() {
  const styles = useStyles();
  const activity = useAppState((state) => state.activity);
  const [said, setSaid] = useState('');
  const latest = useRef(activity);
  useEffect(() => {
    // The last of it, also once it has ended.
    if (activity !== null) latest.current = activity;
  }, [activity]);
  const title = activity?.title;
  useEffect(() => {
    if (title === undefined) return undefined;
    setSaid(title);
    const timer = setInterval(() => {
      const { text = '', done = null, total = null } = latest.current ?? {};
      setSaid(done === null ? text : `${text} ${activityTexts.counts(done, total)}`);
    }, pause);
    return () => {
      clearInterval(timer);
      setSaid(latest.current?.cancel === 'asked' ? activityTexts.stopped(title) : activityTexts.finished(title));
    };
  }, [title]);
  return (
    <div role="status" className={styles.onlyHeard}>
      {said}
    </div>
  );
}
