import { Button } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useState } from 'react';
import { copyTexts } from './texts.ts';
import { copyText } from './clipboard.ts';

interface CopyButtonProps {
  /** What the button says; standing alone it must tell what is copied. */
  readonly label: string;
  /** Undefined: there is none, and why is said elsewhere. */
  readonly text: () => string | Promise<string | undefined>;
  /** Only the icon is seen; the label is its name. */
  readonly iconOnly?: boolean;
}

type Copying = 'idle' | 'copied' | 'refused';

/** Copies a text and says whether it worked. */
export function CopyButton({ label, text, iconOnly = false }: CopyButtonProps) {
  const [copying, setCopying] = useState<Copying>('idle');
  const result = copying === 'idle' ? '' : copying === 'copied' ? copyTexts.copied : copyTexts.failed;
  const copy = async () => {
    const copied = await text();
    if (copied === undefined) return;
    setCopying((await copyText(copied)) ? 'copied' : 'refused');
  };
  return (
    <span>
      <Button
        size="small"
        appearance={iconOnly ? 'subtle' : 'secondary'}
        icon={<CopyRegular />}
        {...(iconOnly && { 'aria-label': label })}
        onClick={() => void copy()}
        onBlur={() => setCopying('idle')}
      >
        {iconOnly ? null : label}
      </Button>{' '}
      <span role="status">{result}</span>
    </span>
  );
}
