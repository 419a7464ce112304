import { grouped } from '../../shared/base/words/counted.ts';
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { bucketTexts, flowNotes, stationTitle, userFlowTexts } from '../../shared/user-flow/texts.ts';
import { flowScreenTexts, listScreenTexts } from './list-texts.ts';
import { bucketList, licensedList } from '../../shared/assessment/lists/find-list.ts';
import type { NamedList } from '../../shared/assessment/lists/offered-list.ts';
import type { UserFlow } from '../../shared/user-flow/flow.ts';
import { Section } from '../common/section.tsx';
import { useCellStyles } from '../common/table-cell-styles.ts';
import { CountButton } from './count-button.tsx';
import { FlowBar } from './flow-bar.tsx';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', textAlign: 'start' },
  number: { textAlign: 'end', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  head: { fontWeight: tokens.fontWeightSemibold, verticalAlign: 'bottom' },
  station: { fontWeight: tokens.fontWeightSemibold },
  stop: { fontWeight: tokens.fontWeightRegular, paddingInlineStart: tokens.spacingHorizontalXXL },
  bar: { width: '30%', minWidth: '7rem', '@media (max-width: 640px)': { display: 'none' } },
  why: { color: tokens.colorNeutralForeground2, '@media (max-width: 800px)': { display: 'none' } },
  notes: { color: tokens.colorNeutralForeground2 },
});

const { columns } = flowScreenTexts;
const headings = [
  { text: columns.place, look: undefined },
  { text: columns.users, look: 'number' },
  { text: columns.share, look: 'bar' },
  { text: columns.licensed, look: 'number' },
  { text: columns.why, look: 'why' },
] as const;

/** Where everybody with a mailbox GUID is on the way from AD to Exchange Online: each user once, the sum below. */
export function UserFlowView({ flow, lists }: { readonly flow: UserFlow; readonly lists: readonly NamedList[] }) {
  const styles = useStyles();
  const { cell } = useCellStyles();
  const heading = userFlowTexts.heading(flow.whole);
  return (
    <Section heading={heading}>
      {flow.whole === 0 ? null : (
        <table aria-label={heading} className={styles.table}>
          <thead>
            <tr>
              {headings.map(({ text, look }) => (
                <th key={text} scope="col" className={mergeClasses(cell, styles.head, look && styles[look])}>
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          {flow.stations.map((station) => (
            <StationRows key={station.id} station={station} flow={flow} lists={lists} />
          ))}
        </table>
      )}
      {flowNotes(flow).map((note) => (
        <p key={note} className={styles.notes}>
          {note}
        </p>
      ))}
    </Section>
  );
}

interface StationRowsProps {
  readonly station: UserFlow['stations'][number];
  readonly flow: UserFlow;
  readonly lists: readonly NamedList[];
}

/** Who reached a station, and below it who goes no further. */
function StationRows({ station: { id, users, stops }, flow, lists }: StationRowsProps) {
  const styles = useStyles();
  const { cell } = useCellStyles();
  const number = mergeClasses(cell, styles.number);
  return (
    <tbody>
      <tr>
        <th scope="row" className={mergeClasses(cell, styles.station)}>
          {stationTitle(id, flow)}
        </th>
        <td className={mergeClasses(number, styles.station)}>{grouped(users)}</td>
        <td className={mergeClasses(cell, styles.bar)}>
          <FlowBar kind="station" from={0} to={users} whole={flow.whole} />
        </td>
        <td className={number} />
        <td className={mergeClasses(cell, styles.why)} />
      </tr>
      {stops.map((stop, index) => {
        const left = users - stops.slice(0, index).reduce((sum, before) => sum + before.users, 0);
        return (
          <tr key={stop.id}>
            <th scope="row" className={mergeClasses(cell, styles.stop)}>
              {bucketTexts[stop.id].title}
            </th>
            <td className={number}>
              <BucketCount list={bucketList(lists, stop.id)} count={stop.users} />
            </td>
            <td className={mergeClasses(cell, styles.bar)}>
              <FlowBar kind={stop.id} from={left - stop.users} to={left} whole={flow.whole} />
            </td>
            <td className={number}>
              {stop.licensed === undefined ? null : (
                <BucketCount list={licensedList(lists, stop)} count={stop.licensed} />
              )}
            </td>
            <td className={mergeClasses(cell, styles.why)}>{bucketTexts[stop.id].why}</td>
          </tr>
        );
      })}
    </tbody>
  );
}

interface BucketCountProps {
  readonly list: NamedList | undefined;
  readonly count: number;
}

/** Nobody has no list. */
function BucketCount({ list, count }: BucketCountProps) {
  const text = grouped(count);
  return list === undefined ? (
    text
  ) : (
    <CountButton isInline list={list} text={text} name={listScreenTexts.show(count, list.title)} />
  );
}
