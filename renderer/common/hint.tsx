import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  hint: {
    display: 'block',
    marginBlock: tokens.spacingVerticalXXS,
    maxWidth: '60rem',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground3,
  },
});

/** What stands small beside or under something to choose, as under a field of text. */
export function Hint({ children }: { readonly children: string }) {
  return <span className={useStyles().hint}>{children}</span>;
}
