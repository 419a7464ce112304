import type { GriffelStyle } from '@fluentui/react-components';

/** A native button that looks like the text around it. */
export const plainButton: GriffelStyle = {
  appearance: 'none',
  margin: 0,
  border: 'none',
  backgroundColor: 'transparent',
  color: 'inherit',
  fontFamily: 'inherit',
  fontSize: 'inherit',
  lineHeight: 'inherit',
  textAlign: 'start',
  cursor: 'pointer',
};
