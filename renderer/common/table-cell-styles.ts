import { makeStyles, tokens } from '@fluentui/react-components';

/** What heading and rows of a table have in common. */
export const useCellStyles = makeStyles({
  cell: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    textAlign: 'start',
    verticalAlign: 'top',
    whiteSpace: 'pre-line',
    overflowWrap: 'anywhere',
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  whole: { whiteSpace: 'nowrap' },
  checkbox: { width: '1rem', height: '1rem', margin: 0, accentColor: tokens.colorBrandBackground },
});
